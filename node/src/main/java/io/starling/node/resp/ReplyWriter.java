package io.starling.node.resp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.starling.node.command.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes replies as RESP2 or RESP3. Stateless; any thread that owns the buffer. */
public final class ReplyWriter {
  private static final byte[] OK = ascii("+OK\r\n");
  private static final byte[] NIL_RESP2 = ascii("$-1\r\n");
  private static final byte[] NIL_RESP3 = ascii("_\r\n");
  private static final int CRLF = '\r' << 8 | '\n';
  private static final int LENGTH_LINE_MAX = 23;
  private static final int DIGITS_MAX = 20;

  private ReplyWriter() {}

  /** Appends one reply. */
  public static void write(Reply reply, RespVersion version, ByteBuf out) {
    switch (reply) {
      case Reply.Bulk bulk -> writeBulk(bulk.bytes(), out);
      case Reply.Status status -> writeStatus(status, out);
      case Reply.Number number -> writeNumber(':', number.value(), out);
      case Reply.Nil nil -> out.writeBytes(version == RespVersion.RESP2 ? NIL_RESP2 : NIL_RESP3);
      case Reply.Failure failure ->
          writeLine('-', failure.code().name() + ' ' + failure.text(), out);
      case Reply.Array array -> writeAll('*', array.items().size(), array.items(), version, out);
      case Reply.Pairs pairs -> writePairs(pairs.keysAndValues(), version, out);
    }
  }

  /** About how many bytes {@link #write} will append; at most a few too many for each element. */
  public static long sizeOf(Reply reply) {
    return switch (reply) {
      case Reply.Bulk bulk -> bulk.bytes().length + LENGTH_LINE_MAX;
      case Reply.Status status -> status.text().length() + LENGTH_LINE_MAX;
      case Reply.Number number -> LENGTH_LINE_MAX;
      case Reply.Nil nil -> NIL_RESP2.length;
      case Reply.Failure failure -> failure.text().length() + LENGTH_LINE_MAX;
      case Reply.Array array -> sizeOf(array.items());
      case Reply.Pairs pairs -> sizeOf(pairs.keysAndValues());
    };
  }

  private static long sizeOf(List<Reply> items) {
    long size = LENGTH_LINE_MAX;
    for (Reply item : items) {
      size += sizeOf(item);
    }
    return size;
  }

  private static void writeBulk(byte[] bytes, ByteBuf out) {
    out.ensureWritable(LENGTH_LINE_MAX + bytes.length);
    writeNumber('$', bytes.length, out);
    out.writeBytes(bytes).writeShort(CRLF);
  }

  private static void writeStatus(Reply.Status status, ByteBuf out) {
    if (status.equals(Reply.OK)) {
      out.writeBytes(OK);
    } else {
      writeLine('+', status.text(), out);
    }
  }

  private static void writePairs(List<Reply> keysAndValues, RespVersion version, ByteBuf out) {
    int size = keysAndValues.size();
    if (version == RespVersion.RESP2) {
      writeAll('*', size, keysAndValues, version, out);
    } else {
      writeAll('%', size / 2, keysAndValues, version, out);
    }
  }

  private static void writeAll(
      char type, int count, List<Reply> items, RespVersion version, ByteBuf out) {
    writeNumber(type, count, out);
    for (int i = 0; i < items.size(); i++) {
      write(items.get(i), version, out);
    }
  }

  /** A text that came from a client could hold line breaks, and with them a reply of its own. */
  private static void writeLine(char type, String text, ByteBuf out) {
    out.writeByte(type);
    ByteBufUtil.writeUtf8(out, text.replace('\r', ' ').replace('\n', ' '));
    out.writeShort(CRLF);
  }

  private static void writeNumber(char type, long value, ByteBuf out) {
    out.writeByte(type);
    if (value >= 0 && value < 10) {
      out.writeByte('0' + (int) value);
    } else {
      writeDigits(value, out);
    }
    out.writeShort(CRLF);
  }

  private static void writeDigits(long value, ByteBuf out) {
    byte[] digits = new byte[DIGITS_MAX];
    int first = DIGITS_MAX;
    // Counts down from the negative, whose range is the larger one.
    long rest = value < 0 ? value : -value;
    do {
      digits[--first] = (byte) ('0' - rest % 10);
      rest /= 10;
    } while (rest != 0);
    if (value < 0) {
      digits[--first] = '-';
    }
    out.writeBytes(digits, first, DIGITS_MAX - first);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
