package io.starling.node.command;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a command answers, before it is written as RESP2 or RESP3. Immutable. */
public sealed interface Reply {
  /** The reply of commands that just did what they were told. */
  Reply OK = new Status("OK");

  /** No value: a null bulk string in RESP2, null in RESP3. */
  Reply NIL = new Nil();

  /** A text without line breaks. */
  record Status(String text) implements Reply {}

  /**
   * A refusal or failure; {@code code} is the prefix that clients match on, such as {@code ERR} or
   * {@code TRYAGAIN}.
   */
  record Failure(ErrorCode code, String text) implements Reply {}

  /** A signed 64-bit number. */
  record Number(long value) implements Reply {}

  /** A binary-safe string; the array is not written to any more. */
  record Bulk(byte[] bytes) implements Reply {
    /** The UTF-8 bytes of a text. */
    public static Bulk of(String text) {
      return new Bulk(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** See {@link #NIL}. */
  record Nil() implements Reply {}

  /** An ordered list of replies. */
  record Array(List<Reply> items) implements Reply {}

  /** Pairs, keys and values in turn: a map in RESP3, a flat array in RESP2. */
  record Pairs(List<Reply> keysAndValues) implements Reply {}

  static Reply number(long value) {
    return new Number(value);
  }

  static Reply failure(ErrorCode code, String text) {
    return new Failure(code, text);
  }
}
