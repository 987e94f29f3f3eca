package io.starling.node.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Commands and replies as lines of text that people can read and write: bytes that are not
 * printable ASCII are written {@code \xNN}.
 */
final class Words {
  private Words() {}

  /** A command whose words are ASCII. */
  static List<byte[]> of(String... words) {
    return Arrays.stream(words).map(Words::bytes).toList();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Reads words between single spaces; a word in quotes may hold spaces, and {@code \xNN}. */
  static List<byte[]> parse(String line) {
    List<byte[]> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      boolean quoted = line.charAt(at) == '"';
      int end = line.indexOf(quoted ? '"' : ' ', at + 1);
      end = end < 0 ? line.length() : end;
      words.add(unescape(line.substring(quoted ? at + 1 : at, end)));
      at = quoted ? end + 2 : end + 1;
    }
    return words;
  }

  /** A command as {@link #parse} reads it. */
  static String show(List<byte[]> words) {
    return String.join(" ", words.stream().map(word -> quote(word)).toList());
  }

  /** A reply as one line. */
  static String show(Reply reply) {
    return switch (reply) {
      case Reply.Status status -> "+" + status.text();
      case Reply.Failure failure -> "-" + failure.code() + " " + failure.text();
      case Reply.Number number -> ":" + number.value();
      case Reply.Bulk bulk -> quote(bulk.bytes());
      case Reply.Nil nil -> "nil";
      case Reply.Array array -> array.items().stream().map(Words::show).toList().toString();
      case Reply.Pairs pairs -> pairs.keysAndValues().stream().map(Words::show).toList().toString();
    };
  }

  static String quote(byte[] bytes) {
    StringBuilder text = new StringBuilder("\"");
    for (byte b : bytes) {
      boolean plain = b >= ' ' && b < 0x7f && b != '"' && b != '\\';
      text.append(plain ? String.valueOf((char) b) : String.format("\\x%02x", b));
    }
    return text.append('"').toString();
  }

  private static byte[] unescape(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\x", i)) {
        bytes.write(Integer.parseInt(text, i + 2, i + 4, 16));
        i += 3;
      } else {
        bytes.write(text.charAt(i));
      }
    }
    return bytes.toByteArray();
  }
}
