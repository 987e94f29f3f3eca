package io.starling.node.resp;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests out of the bytes of one connection, however these were cut into packets. Accepts
 * what Redis 7 accepts ({@code networking.c}: processMultibulkBuffer, processInlineBuffer),
 * including that the two bytes after an argument are skipped unread.
 *
 * <p>Nothing is allocated by an announced count or length: arrays grow with the bytes that arrived,
 * so that a client pays for the memory it takes. An incomplete line is left in the buffer (at most
 * {@link #LINE_LENGTH_MAX} bytes of it); everything else is consumed at once.
 *
 * <p>After an exception the decoder is of no further use.
 */
public final class RequestDecoder {
  /** Longest inline request and longest line that announces a length, in bytes. */
  public static final int LINE_LENGTH_MAX = 64 * 1024;

  private static final int ARGUMENTS_AT_FIRST = 16;
  private static final int PARTIAL_BYTES_AT_FIRST = 16 * 1024;
  private static final int CRLF_LENGTH = 2;
  private static final int NO_LENGTH = -1;
  private static final byte[] EMPTY = {};
  private static final byte[][] NONE = {};

  /** Complete arguments of the request begun, {@code argumentCount} of them. */
  private byte[][] arguments = NONE;

  private int argumentCount;

  /** Arguments that the request begun will have; 0 between requests. */
  private int announcedCount;

  /** Length of the argument begun, or {@link #NO_LENGTH}. */
  private int announcedLength = NO_LENGTH;

  /** The argument begun, as far as it arrived, when it did not arrive in one piece. */
  private byte @Nullable [] partial;

  private int partialLength;

  /** Bytes of an incomplete line that were searched for its end already. */
  private int searched;

  private long requestBytes;

  /**
   * The next request, or null if it is not complete. The caller may keep the list and its arrays;
   * the list has at least one element.
   *
   * @param in consumed up to the end of the request, or as far as possible
   * @param limits for this request; one that was begun under other limits keeps the count it
   *     announced
   */
  public @Nullable List<byte[]> next(ByteBuf in, RequestLimits limits) throws ProtocolException {
    while (announcedCount == 0) {
      if (!in.isReadable()) {
        return null;
      }
      if (in.getByte(in.readerIndex()) == '*') {
        if (!beginArray(in, limits)) {
          return null;
        }
      } else {
        List<byte[]> inline = inlineRequest(in);
        if (inline == null || !inline.isEmpty()) {
          return inline;
        }
      }
    }
    while (argumentCount < announcedCount) {
      if (!readArgument(in, limits)) {
        return null;
      }
    }
    return complete();
  }

  /** Whether a request has begun that is not complete. */
  public boolean inRequest() {
    return announcedCount != 0 || searched != 0;
  }

  /** Memory held for the request begun, in bytes; about what was received for it. */
  public long heldBytes() {
    return requestBytes == 0 ? 0 : requestBytes - outstandingBytes();
  }

  private long outstandingBytes() {
    if (announcedLength == NO_LENGTH) {
      return 0;
    }
    return (long) announcedLength - (partial == null ? 0 : partial.length);
  }

  private List<byte[]> complete() {
    List<byte[]> request = Arrays.asList(arguments);
    arguments = NONE;
    argumentCount = 0;
    announcedCount = 0;
    requestBytes = 0;
    return request;
  }

  /**
   * Reads "*count": false if the line is incomplete. A count of zero or less is an empty request.
   */
  private boolean beginArray(ByteBuf in, RequestLimits limits) throws ProtocolException {
    int end = lineEnd(in, "too big mbulk count string");
    if (end < 0) {
      return false;
    }
    long count = DecimalNumber.parse(in, in.readerIndex() + 1, end);
    if (count == DecimalNumber.INVALID || count > Integer.MAX_VALUE) {
      throw new ProtocolException("invalid multibulk length");
    }
    if (count > limits.argumentCountMax()) {
      throw new ProtocolException(
          limits.authenticated() ? "invalid multibulk length" : "unauthenticated multibulk length");
    }
    in.readerIndex(end + CRLF_LENGTH);
    announcedCount = (int) Math.max(0, count);
    if (announcedCount > 0) {
      arguments = new byte[Math.min(announcedCount, ARGUMENTS_AT_FIRST)][];
    }
    return true;
  }

  private boolean readArgument(ByteBuf in, RequestLimits limits) throws ProtocolException {
    if (announcedLength == NO_LENGTH && !beginArgument(in, limits)) {
      return false;
    }
    int length = announcedLength;
    if (partial == null && in.readableBytes() >= length + CRLF_LENGTH) {
      byte[] argument = length == 0 ? EMPTY : new byte[length];
      in.readBytes(argument).skipBytes(CRLF_LENGTH);
      add(argument);
      return true;
    }
    return readPartially(in);
  }

  /** Reads "$length": false if the line is incomplete. */
  private boolean beginArgument(ByteBuf in, RequestLimits limits) throws ProtocolException {
    int end = lineEnd(in, "too big bulk count string");
    if (end < 0) {
      return false;
    }
    int start = in.readerIndex();
    if (in.getByte(start) != '$') {
      throw new ProtocolException("expected '$', got '" + (char) in.getUnsignedByte(start) + "'");
    }
    long length = DecimalNumber.parse(in, start + 1, end);
    checkLength(length, limits);
    in.readerIndex(end + CRLF_LENGTH);
    announcedLength = (int) length;
    return true;
  }

  private void checkLength(long length, RequestLimits limits) throws ProtocolException {
    if (length < 0 || (limits.authenticated() && length > limits.argumentLengthMax())) {
      throw new ProtocolException("invalid bulk length");
    }
    if (length > limits.argumentLengthMax()) {
      throw new ProtocolException("unauthenticated bulk length");
    }
    requestBytes += length + RequestLimits.ARGUMENT_OVERHEAD_BYTES;
    if (requestBytes > limits.requestBytesMax()) {
      throw new ProtocolException(
          "request is larger than " + limits.requestBytesMax() + " bytes, the query buffer limit");
    }
  }

  /** Takes what arrived of the argument begun; true when it, and what follows it, is complete. */
  private boolean readPartially(ByteBuf in) {
    int missing = announcedLength - partialLength;
    int arrived = Math.min(in.readableBytes(), missing);
    byte[] bytes = withRoomFor(partialLength + arrived);
    in.readBytes(bytes, partialLength, arrived);
    partialLength += arrived;
    if (arrived < missing || in.readableBytes() < CRLF_LENGTH) {
      return false;
    }
    in.skipBytes(CRLF_LENGTH);
    byte[] argument =
        bytes.length == announcedLength ? bytes : Arrays.copyOf(bytes, announcedLength);
    partial = null;
    partialLength = 0;
    add(argument);
    return true;
  }

  /** The array of the argument begun: at most twice what arrived, or a small one. */
  private byte[] withRoomFor(int length) {
    byte[] bytes = partial;
    if (bytes == null) {
      bytes = new byte[Math.min(announcedLength, Math.max(length, PARTIAL_BYTES_AT_FIRST))];
    } else if (bytes.length < length) {
      long doubled = Math.max(length, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(announcedLength, doubled));
    }
    partial = bytes;
    return bytes;
  }

  private void add(byte[] argument) {
    announcedLength = NO_LENGTH;
    if (argumentCount == arguments.length) {
      int doubled = (int) Math.min(announcedCount, 2L * arguments.length);
      arguments = Arrays.copyOf(arguments, doubled);
    }
    arguments[argumentCount++] = argument;
  }

  /** A line split at blanks: null if it is incomplete, empty if it was blank. */
  private @Nullable List<byte[]> inlineRequest(ByteBuf in) throws ProtocolException {
    int end = find(in, (byte) '\n', "too big inline request");
    if (end < 0) {
      return null;
    }
    searched = 0;
    int start = in.readerIndex();
    boolean carriageReturn = end > start && in.getByte(end - 1) == '\r';
    byte[] line = new byte[(carriageReturn ? end - 1 : end) - start];
    in.readBytes(line).readerIndex(end + 1);
    return new InlineRequest(line).split();
  }

  /** Index of the carriage return that ends the line at the reader index, or -1. */
  private int lineEnd(ByteBuf in, String tooLong) throws ProtocolException {
    int end = find(in, (byte) '\r', tooLong);
    // The line feed counts as arrived only if it has, as what follows is read from behind it.
    if (end < 0 || end + 1 >= in.writerIndex()) {
      return -1;
    }
    searched = 0;
    return end;
  }

  /**
   * Each byte is looked at once, however small the packets: slow lines must not cost time squared.
   */
  private int find(ByteBuf in, byte wanted, String tooLong) throws ProtocolException {
    int start = in.readerIndex();
    int stop = Math.min(in.writerIndex(), start + LINE_LENGTH_MAX + 1);
    for (int i = start + searched; i < stop; i++) {
      if (in.getByte(i) == wanted) {
        searched = i - start;
        return i;
      }
    }
    if (in.readableBytes() > LINE_LENGTH_MAX) {
      throw new ProtocolException(tooLong);
    }
    searched = in.readableBytes();
    return -1;
  }
}
