package io.starling.node.client;

import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;

/** Reads arguments of connection commands, and words their refusals as Redis does. */
final class Arguments {
  static final Reply NOT_AN_INTEGER = error("value is not an integer or out of range");
  static final Reply SYNTAX_ERROR = error("syntax error");

  private static final String INTEGER = "0|-?[1-9][0-9]{0,18}";

  private Arguments() {}

  /** An argument as text, its bytes one character each. */
  static String text(byte[] argument) {
    return new String(argument, StandardCharsets.ISO_8859_1);
  }

  /** An argument that is a keyword, in lower case. */
  static String word(byte[] argument) {
    return text(argument).toLowerCase(Locale.ROOT);
  }

  /** A signed 64-bit number in the one form that Redis accepts. */
  static OptionalLong integer(byte[] argument) {
    String text = text(argument);
    if (!text.matches(INTEGER)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException tooLarge) {
      return OptionalLong.empty();
    }
  }

  static Reply error(String text) {
    return Reply.failure(ErrorCode.ERR, text);
  }
}
