package io.starling.node.resp;

import io.netty.buffer.ByteBuf;

/**
 * Signed decimal numbers as Redis reads them in headers ({@code util.c}: string2ll): no blanks, no
 * plus sign, no leading zeros.
 */
final class DecimalNumber {
  /** Not a number, or none that fits 64 bits; the smallest of these is treated so as well. */
  static final long INVALID = Long.MIN_VALUE;

  private static final int DIGITS_MAX = 19;

  private DecimalNumber() {}

  /** The number in {@code [from, to)}, or {@link #INVALID}. */
  static long parse(ByteBuf in, int from, int to) {
    boolean negative = from < to && in.getByte(from) == '-';
    int first = negative ? from + 1 : from;
    int digits = to - first;
    if (digits < 1 || digits > DIGITS_MAX) {
      return INVALID;
    }
    if (in.getByte(first) == '0') {
      return digits == 1 && !negative ? 0 : INVALID;
    }
    long value = 0;
    for (int i = first; i < to; i++) {
      int digit = in.getByte(i) - '0';
      if (digit < 0 || digit > 9) {
        return INVALID;
      }
      value = value * 10 + digit;
    }
    // Nineteen digits overflow at most into the sign.
    if (value < 0) {
      return INVALID;
    }
    return negative ? -value : value;
  }
}
