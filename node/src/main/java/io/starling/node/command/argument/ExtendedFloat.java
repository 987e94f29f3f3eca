package io.starling.node.command.argument;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * A number of x87's 80-bit extended precision, {@code mantissa x 2^exponent}: what Redis calculates
 * INCRBYFLOAT with on x86. Plain decimal or 64-bit arithmetic would answer other digits. Whole
 * numbers take the place of the hardware, so that the digits are the same on every machine.
 *
 * @param mantissa at most 64 bits, signed
 * @param exponent at least -16445, the least of a subnormal number
 */
public record ExtendedFloat(BigInteger mantissa, int exponent) {
  public static final ExtendedFloat ZERO = new ExtendedFloat(BigInteger.ZERO, 0);

  /** Either infinity: no sum with it is ever answered. */
  static final ExtendedFloat INFINITE = new ExtendedFloat(BigInteger.ONE, Integer.MAX_VALUE);

  private static final int MANTISSA_BITS = 64;
  private static final int EXPONENT_MIN = -16_445;
  private static final int INTEGER_BITS_MAX = 16_384;
  private static final int DECIMALS = 17;

  /** The number nearest to a fraction, half to even; {@link #INFINITE} if it is too large. */
  static ExtendedFloat nearest(BigInteger numerator, BigInteger denominator) {
    int magnitude = numerator.bitLength() - denominator.bitLength();
    int exponent = Math.max(magnitude - MANTISSA_BITS, EXPONENT_MIN);
    BigInteger mantissa = roundedQuotient(numerator, denominator, exponent);
    if (mantissa.abs().bitLength() > MANTISSA_BITS) {
      exponent++;
      mantissa = roundedQuotient(numerator, denominator, exponent);
    }
    boolean finite = mantissa.abs().bitLength() + exponent <= INTEGER_BITS_MAX;
    return finite ? new ExtendedFloat(mantissa, exponent) : INFINITE;
  }

  public boolean isInfinite() {
    return exponent == INFINITE.exponent;
  }

  boolean isZero() {
    return mantissa.signum() == 0;
  }

  /** The number nearest to the sum; infinite if a term is. */
  public ExtendedFloat plus(ExtendedFloat other) {
    if (isInfinite() || other.isInfinite()) {
      return INFINITE;
    }
    int common = Math.min(Math.min(exponent, other.exponent), 0);
    BigInteger left = mantissa.shiftLeft(exponent - common);
    BigInteger right = other.mantissa.shiftLeft(other.exponent - common);
    return nearest(left.add(right), BigInteger.ONE.shiftLeft(-common));
  }

  /** At most 17 decimals, rounded half to even, without exponent and without trailing zeros. */
  public byte[] format() {
    BigInteger unit = BigInteger.TEN.pow(DECIMALS);
    BigInteger scaled = roundedQuotient(mantissa.multiply(unit), BigInteger.ONE, -exponent);
    String text = new BigDecimal(scaled, DECIMALS).stripTrailingZeros().toPlainString();
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** {@code numerator / (denominator x 2^exponent)} as a whole number, half to even. */
  private static BigInteger roundedQuotient(
      BigInteger numerator, BigInteger denominator, int exponent) {
    BigDecimal dividend = new BigDecimal(numerator.shiftLeft(Math.max(-exponent, 0)));
    BigDecimal divisor = new BigDecimal(denominator.shiftLeft(Math.max(exponent, 0)));
    return dividend.divide(divisor, 0, RoundingMode.HALF_EVEN).toBigInteger();
  }
}
