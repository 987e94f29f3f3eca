package io.starling.node.command;

import java.math.BigInteger;
import java.util.Random;

/** Decimal numbers of all lengths and sizes. */
final class RandomDecimals {
  private RandomDecimals() {}

  static String next(Random random) {
    String sign = random.nextBoolean() ? "-" : "";
    String whole = new BigInteger(1 + random.nextInt(90), random).toString();
    String fraction = new BigInteger(1 + random.nextInt(90), random).toString();
    return switch (random.nextInt(4)) {
      case 0 -> sign + whole;
      case 1 -> sign + whole + "." + fraction;
      case 2 -> sign + "0." + "0".repeat(random.nextInt(20)) + fraction;
      default -> sign + whole + "e" + (random.nextInt(120) - 60);
    };
  }
}
