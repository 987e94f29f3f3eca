package io.starling.node.settings;

import java.time.Duration;

/**
 * How the process runs and ends.
 *
 * @param loops event loops
 * @param stopTimeout time to hand primaries over when asked to stop, before stopping anyway
 */
public record ProcessSettings(int loops, Duration stopTimeout) {
  private static final int LOOPS_MAX = 256;
  private static final Duration STOP_TIMEOUT_MIN = Duration.ofSeconds(1);
  private static final Duration STOP_TIMEOUT_MAX = Duration.ofHours(1);

  public ProcessSettings {
    Range.check(Setting.LOOPS, loops, 1, LOOPS_MAX);
    Range.check(Setting.STOP_TIMEOUT, stopTimeout, STOP_TIMEOUT_MIN, STOP_TIMEOUT_MAX);
  }
}
