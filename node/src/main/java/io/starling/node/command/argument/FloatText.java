package io.starling.node.command.argument;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as C's strtold reads them, the notation of INCRBYFLOAT: decimal, hexadecimal, infinity.
 */
public final class FloatText {
  /** Redis copies the text into a buffer of this size, with a zero byte at the end. */
  private static final int LENGTH_LIMIT = 5 * 1024;

  private static final Pattern INFINITY = ignoringCase("[+-]?inf(inity)?");
  private static final Pattern DECIMAL =
      ignoringCase("([+-]?)([0-9]*)\\.?([0-9]*)(?:e([+-]?[0-9]+))?");
  private static final Pattern HEXADECIMAL =
      ignoringCase("([+-]?)0x([0-9a-f]*)\\.?([0-9a-f]*)(?:p([+-]?[0-9]+))?");

  /** Beyond these powers of two no number is finite, or greater than zero. */
  private static final int BITS_MAX = 16_400;

  private static final int BITS_MIN = -16_460;

  private FloatText() {}

  /**
   * Reads a number.
   *
   * @throws RefusedException if it is none, or neither zero nor infinite but outside of the range
   */
  public static ExtendedFloat parse(byte[] bytes) {
    if (bytes.length >= LENGTH_LIMIT) {
      throw invalid();
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (INFINITY.matcher(text).matches()) {
      return ExtendedFloat.INFINITE;
    }
    Matcher hexadecimal = HEXADECIMAL.matcher(text);
    if (hexadecimal.matches()) {
      return of(hexadecimal, 16, 2, 4);
    }
    Matcher decimal = DECIMAL.matcher(text);
    if (decimal.matches()) {
      return of(decimal, 10, 10, 1);
    }
    throw invalid();
  }

  /**
   * The number of a match.
   *
   * @param base what the exponent is a power of
   * @param power which power of it a digit is
   */
  private static ExtendedFloat of(Matcher parts, int radix, int base, int power) {
    String digits = parts.group(2) + parts.group(3);
    if (digits.isEmpty()) {
      throw invalid();
    }
    BigInteger absolute = new BigInteger(digits, radix);
    if (absolute.signum() == 0) {
      return ExtendedFloat.ZERO;
    }
    BigInteger signed = parts.group(1).equals("-") ? absolute.negate() : absolute;
    return scaled(signed, base, exponent(parts.group(4)) - power * parts.group(3).length());
  }

  /** {@code number x base^exponent}, without ever calculating a power that is out of range. */
  private static ExtendedFloat scaled(BigInteger number, int base, int exponent) {
    double bits = number.bitLength() + exponent * (Math.log(base) / Math.log(2));
    if (bits > BITS_MAX || bits < BITS_MIN) {
      throw invalid();
    }
    BigInteger scale = BigInteger.valueOf(base).pow(Math.abs(exponent));
    ExtendedFloat nearest =
        exponent < 0
            ? ExtendedFloat.nearest(number, scale)
            : ExtendedFloat.nearest(number.multiply(scale), BigInteger.ONE);
    if (nearest.isInfinite() || nearest.isZero()) {
      throw invalid();
    }
    return nearest;
  }

  /** The exponent; one that is out of range whatever the digits are is cut to an int. */
  private static int exponent(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    BigInteger bound = BigInteger.valueOf(1_000_000);
    return new BigInteger(text).min(bound).max(bound.negate()).intValueExact();
  }

  private static Pattern ignoringCase(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  private static RefusedException invalid() {
    return new RefusedException("value is not a valid float");
  }
}
