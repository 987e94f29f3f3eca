package io.starling.node.lease;

/**
 * A monotonic clock that runs too fast or too slow, from an origin of its own.
 *
 * @param originNanos what it shows when true time is 0; anything, for origins are arbitrary
 * @param driftPerMillion how many parts in a million it is too fast
 */
record DriftingClock(long originNanos, long driftPerMillion) {
  long at(long trueNanos) {
    return originNanos + trueNanos + trueNanos / 1_000 * driftPerMillion / 1_000;
  }
}
