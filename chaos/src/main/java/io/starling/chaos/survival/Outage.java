package io.starling.chaos.survival;

import io.starling.chaos.workload.AnsweredCalls;

/**
 * For how long a fault kept clients from writing, between it and the next one.
 *
 * @param victim number of the node, from 1
 * @param primaries segments that it was primary of
 * @param millis without any acknowledged write
 * @param laneMillis without an answer in the hash slot that had to wait longest
 * @param recoveryMillis until all nodes were ready again, the fault's own duration included
 */
record Outage(
    String kind, int victim, int primaries, long millis, long laneMillis, long recoveryMillis) {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** A fault that has happened; times in ticks of {@link System#nanoTime}. */
  record Past(PlannedFault fault, int primaries, long begunAt, long readyAt) {
    Outage outage(AnsweredCalls answered, long until) {
      return new Outage(
          fault.kind().word(),
          fault.victim() + 1,
          primaries,
          answered.longestGapOfWritesNanos(begunAt, until) / NANOS_PER_MILLI,
          answered.longestGapOfALaneNanos(begunAt, until) / NANOS_PER_MILLI,
          (readyAt - begunAt) / NANOS_PER_MILLI);
    }
  }
}
