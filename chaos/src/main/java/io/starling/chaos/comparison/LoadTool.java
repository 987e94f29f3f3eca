package io.starling.chaos.comparison;

import java.io.IOException;
import java.time.Duration;

/** Has a task done, over and over: every request as soon as the answer to an earlier one came. */
interface LoadTool {
  /** As it is called in a table. */
  String name();

  /**
   * Puts the load on for about so long.
   *
   * @throws IOException if the server refused anything, or the tool failed
   */
  Outcome run(Task task, Duration duration) throws IOException, InterruptedException;

  /**
   * What came of a load.
   *
   * @param operations done
   * @param perSecond the same, per second
   * @param p50Millis latency that half of the operations had at most
   * @param p99Millis latency that all but a hundredth had at most
   */
  record Outcome(double operations, double perSecond, double p50Millis, double p99Millis) {}
}
