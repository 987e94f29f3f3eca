package io.starling.node.cli;

import java.util.Locale;

/** Numbers for people. */
public final class Quantity {
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB"};
  private static final String[] DECIMAL = {"", "k", "M", "G"};

  private Quantity() {}

  /** Bytes with a unit of 1024, such as {@code 1.5 GiB}. */
  public static String bytes(long bytes) {
    return scaled((double) bytes, 1024, BINARY);
  }

  /** A count or rate with a unit of 1000, such as {@code 12.3 k}. */
  public static String count(double count) {
    return scaled(count, 1000, DECIMAL).stripTrailing();
  }

  private static String scaled(double value, double step, String[] units) {
    double scaled = value;
    int unit = 0;
    while (scaled >= step && unit < units.length - 1) {
      scaled /= step;
      unit++;
    }
    String format = unit == 0 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, format, scaled, units[unit]);
  }
}
