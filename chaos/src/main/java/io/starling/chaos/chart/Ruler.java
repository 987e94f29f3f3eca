package io.starling.chaos.chart;

import io.starling.chaos.chart.Picture.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where values lie between the two ends of an axis, and which of them are marked. */
final class Ruler {
  private static final int MARKS_ABOUT = 5;
  private static final int LINEAR_MARKS_MAX = 10;
  private static final double[] STEPS = {1, 2, 5, 10};

  private final Scale scale;
  private final double lowest;
  private final double highest;

  private Ruler(Scale scale, double lowest, double highest) {
    this.scale = scale;
    this.lowest = lowest;
    this.highest = highest;
  }

  /** From 0 to this value exactly. */
  static Ruler upTo(double highest) {
    return new Ruler(Scale.LINEAR, 0, highest);
  }

  /** One with all these values in it, which ends at marks. */
  static Ruler over(Scale scale, List<Double> values) {
    double highest = values.stream().mapToDouble(v -> v).filter(v -> v > 0).max().orElse(1);
    double least = values.stream().mapToDouble(v -> v).filter(v -> v > 0).min().orElse(1);
    return switch (scale) {
      case LINEAR -> new Ruler(scale, 0, step(highest) * Math.ceil(highest / step(highest)));
      case LOGARITHMIC -> {
        double from = Math.floor(Math.log10(least));
        double to = Math.max(from + 1, Math.ceil(Math.log10(highest)));
        yield new Ruler(scale, Math.pow(10, from), Math.pow(10, to));
      }
    };
  }

  private static double step(double highest) {
    double power = Math.pow(10, Math.floor(Math.log10(highest / MARKS_ABOUT)));
    for (double step : STEPS) {
      if (highest / (step * power) <= MARKS_ABOUT + 1) {
        return step * power;
      }
    }
    return 10 * power;
  }

  /** Whether a value has a place. */
  boolean has(double value) {
    return scale == Scale.LINEAR || value > 0;
  }

  /** How far a value is along the way, 0 to 1. */
  double part(double value) {
    double part =
        switch (scale) {
          case LINEAR -> (value - lowest) / (highest - lowest);
          case LOGARITHMIC -> Math.log10(value / lowest) / Math.log10(highest / lowest);
        };
    return Math.clamp(part, 0, 1);
  }

  List<Double> marks() {
    List<Double> marks = new ArrayList<>();
    switch (scale) {
      case LINEAR -> {
        double step = step(highest);
        for (int i = 0; i <= LINEAR_MARKS_MAX && i * step <= highest * 1.0001; i++) {
          marks.add(i * step);
        }
      }
      case LOGARITHMIC -> {
        for (double mark = lowest; mark <= highest * 1.0001; mark *= 10) {
          marks.add(mark);
        }
      }
    }
    return marks;
  }

  /** A mark as people read it. */
  static String text(double mark) {
    boolean whole = Math.abs(mark - Math.rint(mark)) < 1e-9 * Math.max(1, Math.abs(mark));
    if (whole) {
      return String.format(Locale.ROOT, "%,d", Math.round(mark));
    }
    int digits = (int) Math.max(1, Math.ceil(-Math.log10(mark)));
    return String.format(Locale.ROOT, "%." + digits + "f", mark);
  }
}
