package io.starling.node.bench;

/**
 * What a load came to.
 *
 * @param load that was put on
 * @param seconds that it took, the wait for the last answers included
 * @param totals of all requests that were answered or failed
 * @param unsent requests that were due and could not be sent before the end
 * @param unanswered requests without an answer ten seconds after the end
 */
public record BenchResult(Load load, double seconds, Totals totals, long unsent, long unanswered) {
  /** Requests answered without an error, per second. */
  public double answersPerSecond() {
    return (totals.reads().getTotalCount() + totals.writes().getTotalCount()) / seconds;
  }
}
