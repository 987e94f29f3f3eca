package io.starling.node.bench;

import java.util.List;

/** What a server answers, as far as a measurement wants to know. */
sealed interface Answer {
  /** A text, binary or not. */
  record Text(String text) implements Answer {}

  /** A number. */
  record Number(long value) implements Answer {}

  /** No value. */
  record Nothing() implements Answer {}

  /** Several in order. */
  record Many(List<Answer> items) implements Answer {}

  /**
   * An error.
   *
   * @param code its first word
   * @param text all of it
   */
  record Failure(String code, String text) implements Answer {
    static Failure of(String text) {
      int space = text.indexOf(' ');
      return new Failure(space < 0 ? text : text.substring(0, space), text);
    }
  }
}
