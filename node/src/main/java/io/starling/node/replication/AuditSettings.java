package io.starling.node.replication;

import java.time.Duration;

/**
 * How often copies are checked although nothing looks wrong (ARCHITECTURE.md 3.7).
 *
 * @param compareInterval how often an open primary compares its root with those of its recipients
 * @param scrubInterval how often a loop rereads one slice of one copy
 */
public record AuditSettings(Duration compareInterval, Duration scrubInterval) {
  /** Each segment every ten minutes; a slice, some thousands of entries, a second. */
  public static final AuditSettings DEFAULT =
      new AuditSettings(Duration.ofMinutes(10), Duration.ofSeconds(1));

  public AuditSettings {
    if (!compareInterval.isPositive() || !scrubInterval.isPositive()) {
      throw new IllegalArgumentException(
          "compared each " + compareInterval + ", scrubbed each " + scrubInterval);
    }
  }
}
