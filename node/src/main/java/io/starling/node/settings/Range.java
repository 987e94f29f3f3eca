package io.starling.node.settings;

import java.time.Duration;

/** Checks that a value lies where a node can work with it. */
final class Range {
  private Range() {}

  static void check(Setting setting, long value, long min, long max) {
    if (value < min || value > max) {
      throw new InvalidSettingException(
          setting, "%d is out of range: give %d to %d".formatted(value, min, max));
    }
  }

  static void check(Setting setting, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidSettingException(
          setting,
          "%s is out of range: give %s to %s"
              .formatted(written(value), written(min), written(max)));
    }
  }

  private static String written(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
