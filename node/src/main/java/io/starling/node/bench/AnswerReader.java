package io.starling.node.bench;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads answers in RESP2 from bytes that may not be complete yet. */
final class AnswerReader {
  private static final int LINE_BYTES_MAX = 64 << 10;
  private static final int BULK_BYTES_MAX = 64 << 20;
  private static final int ITEMS_MAX = 1 << 20;
  private static final int DEPTH_MAX = 8;

  private AnswerReader() {}

  /**
   * Takes one answer; null, and nothing taken, if not all of it is there.
   *
   * @throws IOException if this is no RESP2
   */
  static @Nullable Answer read(ByteBuf in) throws IOException {
    int begin = in.readerIndex();
    Answer answer = read(in, 0);
    if (answer == null) {
      in.readerIndex(begin);
    }
    return answer;
  }

  private static @Nullable Answer read(ByteBuf in, int depth) throws IOException {
    String line = line(in);
    if (line == null) {
      return null;
    }
    if (line.isEmpty() || depth > DEPTH_MAX) {
      throw new IOException("not an answer of a Redis server");
    }
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> new Answer.Text(rest);
      case '-' -> Answer.Failure.of(rest);
      case ':' -> new Answer.Number(number(rest, Long.MAX_VALUE));
      case '$' -> bulk(in, (int) number(rest, BULK_BYTES_MAX));
      case '*' -> many(in, (int) number(rest, ITEMS_MAX), depth);
      default -> throw new IOException("not an answer of a Redis server: " + line);
    };
  }

  private static @Nullable String line(ByteBuf in) throws IOException {
    int end = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
    if (end < 0) {
      if (in.readableBytes() > LINE_BYTES_MAX) {
        throw new IOException("a line longer than 64 KiB");
      }
      return null;
    }
    int length = Math.max(0, end - 1 - in.readerIndex());
    String line = in.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
    in.readerIndex(end + 1);
    return line;
  }

  private static @Nullable Answer bulk(ByteBuf in, int length) {
    if (length < 0) {
      return new Answer.Nothing();
    }
    if (in.readableBytes() < length + 2) {
      return null;
    }
    String text = in.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
    in.skipBytes(2);
    return new Answer.Text(text);
  }

  private static @Nullable Answer many(ByteBuf in, int count, int depth) throws IOException {
    List<Answer> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Answer item = read(in, depth + 1);
      if (item == null) {
        return null;
      }
      items.add(item);
    }
    return new Answer.Many(items);
  }

  private static long number(String text, long max) throws IOException {
    try {
      long number = Long.parseLong(text);
      if (number > max) {
        throw new IOException("more than fits: " + text);
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IOException("no number: " + text, e);
    }
  }
}
