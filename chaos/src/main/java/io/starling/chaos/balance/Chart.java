package io.starling.chaos.balance;

import java.util.List;

/** Plots for a terminal. */
final class Chart {
  private static final String STEPS = "▁▂▃▄▅▆▇█";
  private static final int WIDTH = 60;

  private Chart() {}

  /** A line of at most 60 columns, from the lowest to the highest value; and these two. */
  static String sparkline(List<Double> values) {
    double lowest = values.stream().mapToDouble(v -> v).min().orElse(0);
    double highest = values.stream().mapToDouble(v -> v).max().orElse(0);
    int columns = Math.min(WIDTH, values.size());
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < columns; column++) {
      double value = values.get((int) ((long) column * values.size() / columns));
      double height = highest > lowest ? (value - lowest) / (highest - lowest) : 0;
      line.append(STEPS.charAt((int) Math.min(STEPS.length() - 1, height * STEPS.length())));
    }
    return String.format(
        java.util.Locale.ROOT, "%s  %.1f%% to %.1f%%", line, 100 * lowest, 100 * highest);
  }

  /** So much of a width. */
  static String bar(double part, int width) {
    return "█".repeat((int) Math.round(Math.clamp(part, 0, 1) * width));
  }
}
