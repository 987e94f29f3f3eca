package io.starling.node.settings;

import java.time.Duration;

/**
 * How often copies are checked although nothing looks wrong.
 *
 * @param compare how often the primary of a segment compares its copy with the others'
 * @param scrub how often an event loop rereads a slice of one of its copies
 */
public record AuditIntervals(Duration compare, Duration scrub) {
  private static final Duration COMPARE_MIN = Duration.ofSeconds(1);
  private static final Duration SCRUB_MIN = Duration.ofMillis(10);
  private static final Duration MAX = Duration.ofDays(1);

  public AuditIntervals {
    Range.check(Setting.COMPARE_INTERVAL, compare, COMPARE_MIN, MAX);
    Range.check(Setting.SCRUB_INTERVAL, scrub, SCRUB_MIN, MAX);
  }
}
