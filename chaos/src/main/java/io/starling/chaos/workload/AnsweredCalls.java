package io.starling.chaos.workload;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * When and in which lane calls were answered with anything but an error. Says for how long no write
 * was acknowledged, and for how long a lane was not served: only its primary answers a call,
 * whether read or write, and only while it has the lease of a majority. Immutable; times are those
 * of {@link System#nanoTime}.
 */
public final class AnsweredCalls {
  /** No call at all. */
  public static final AnsweredCalls NONE = new AnsweredCalls(new long[0][], new long[0]);

  private final long[][] timesOfLanes;
  private final long[] timesOfWrites;

  private AnsweredCalls(long[][] timesOfLanes, long[] timesOfWrites) {
    this.timesOfLanes = timesOfLanes;
    this.timesOfWrites = timesOfWrites;
  }

  static AnsweredCalls of(List<WorkerLog> logs, int lanes) {
    long[][] times = new long[lanes][];
    for (int lane = 0; lane < lanes; lane++) {
      int wanted = lane;
      times[lane] = times(logs, tag -> WorkerLog.lane(tag) == wanted);
    }
    return new AnsweredCalls(times, times(logs, WorkerLog::isWrite));
  }

  private static long[] times(List<WorkerLog> logs, LongPredicate wanted) {
    return logs.stream().flatMapToLong(log -> log.answeredAt(wanted)).sorted().toArray();
  }

  /** How many of them changed something. */
  public long writes() {
    return timesOfWrites.length;
  }

  /** The longest time between two moments without any write, in nanoseconds. */
  public long longestGapOfWritesNanos(long from, long until) {
    return longestGap(timesOfWrites, from, until);
  }

  /** The same without any call in the lane that had to wait longest. */
  public long longestGapOfALaneNanos(long from, long until) {
    long longest = 0;
    for (long[] lane : timesOfLanes) {
      longest = Math.max(longest, longestGap(lane, from, until));
    }
    return longest;
  }

  private static long longestGap(long[] times, long from, long until) {
    int index = Arrays.binarySearch(times, from);
    index = index < 0 ? -index - 1 : index;
    long longest = 0;
    long last = from;
    while (index < times.length && times[index] < until) {
      longest = Math.max(longest, times[index] - last);
      last = times[index++];
    }
    return Math.max(longest, until - last);
  }
}
