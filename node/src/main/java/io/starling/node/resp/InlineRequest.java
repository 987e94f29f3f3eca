package io.starling.node.resp;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One line typed by a person, split into arguments as Redis does ({@code sds.c}: sdssplitargs): at
 * blanks, with {@code "..."} (escapes {@code \xHH \n \r \t \b \a}, else the character itself) and
 * {@code '...'} (escape {@code \'}) keeping blanks. A closing quote must be followed by a blank.
 */
final class InlineRequest {
  private final byte[] line;
  private int position;

  InlineRequest(byte[] line) {
    this.line = line;
  }

  /** The arguments; empty for a blank line. */
  List<byte[]> split() throws ProtocolException {
    List<byte[]> arguments = new ArrayList<>();
    while (skipBlanks()) {
      arguments.add(argument());
    }
    return arguments;
  }

  private boolean skipBlanks() {
    while (position < line.length && isBlank(line[position])) {
      position++;
    }
    return position < line.length;
  }

  private byte[] argument() throws ProtocolException {
    ByteArrayOutputStream argument = new ByteArrayOutputStream();
    while (position < line.length && !isBlank(line[position])) {
      byte next = line[position++];
      if (next == '"' || next == '\'') {
        quoted(next, argument);
        return argument.toByteArray();
      }
      argument.write(next);
    }
    return argument.toByteArray();
  }

  private void quoted(byte quote, ByteArrayOutputStream argument) throws ProtocolException {
    while (position < line.length) {
      byte next = line[position++];
      if (next == quote) {
        requireBlank();
        return;
      }
      argument.write(next == '\\' ? escaped(quote) : next);
    }
    throw unbalanced();
  }

  /** What a backslash and the bytes after it stand for. */
  private int escaped(byte quote) {
    if (position == line.length) {
      return '\\';
    }
    byte next = line[position];
    if (quote == '\'') {
      if (next != '\'') {
        return '\\';
      }
      position++;
      return next;
    }
    int high = hexDigit(position + 1);
    int low = hexDigit(position + 2);
    if (next == 'x' && high >= 0 && low >= 0) {
      position += 3;
      return high << 4 | low;
    }
    position++;
    return switch (next) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 7;
      default -> next;
    };
  }

  private int hexDigit(int index) {
    return index < line.length ? Character.digit(line[index], 16) : -1;
  }

  private void requireBlank() throws ProtocolException {
    if (position < line.length && !isBlank(line[position])) {
      throw unbalanced();
    }
  }

  private static ProtocolException unbalanced() {
    return new ProtocolException("unbalanced quotes in request");
  }

  private static boolean isBlank(byte character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }
}
