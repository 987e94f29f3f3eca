package io.starling.node.command.argument;

import java.nio.charset.StandardCharsets;

/**
 * Signed 64-bit numbers as Redis reads and writes them: decimal digits, perhaps a minus; no plus,
 * no leading zero, no space.
 */
public final class Integers {
  private static final String REFUSAL = "value is not an integer or out of range";
  private static final int DIGITS_MAX = 19;

  private Integers() {}

  /** Reads a number. */
  public static long parse(byte[] text) {
    if (text.length == 1 && text[0] == '0') {
      return 0;
    }
    boolean negative = text.length > 0 && text[0] == '-';
    int first = negative ? 1 : 0;
    int digits = text.length - first;
    if (digits < 1 || digits > DIGITS_MAX || text[first] == '0') {
      throw new RefusedException(REFUSAL);
    }
    // Summed up as a negative number, because the least long has no positive counterpart.
    long negated = 0;
    for (int i = first; i < text.length; i++) {
      negated = appendDigit(negated, text[i]);
    }
    if (!negative && negated == Long.MIN_VALUE) {
      throw new RefusedException(REFUSAL);
    }
    return negative ? negated : -negated;
  }

  /** The only form that {@link #parse} reads back. */
  public static byte[] format(long value) {
    return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
  }

  private static long appendDigit(long negated, byte digit) {
    long appended = negated * 10 - (digit - '0');
    boolean overflown = negated < Long.MIN_VALUE / 10 || appended > 0;
    if (digit < '0' || digit > '9' || overflown) {
      throw new RefusedException(REFUSAL);
    }
    return appended;
  }
}
