package io.starling.chaos.workload;

import java.util.Arrays;
import java.util.List;

/**
 * When and in which lane writes were acknowledged. Says for how long none was. Immutable; times are
 * those of {@link System#nanoTime}.
 */
public final class AcknowledgedWrites {
  /** No write at all. */
  public static final AcknowledgedWrites NONE = new AcknowledgedWrites(new long[0][]);

  private final long[][] timesOfLanes;
  private final long[] times;

  private AcknowledgedWrites(long[][] timesOfLanes) {
    this.timesOfLanes = timesOfLanes;
    this.times = Arrays.stream(timesOfLanes).flatMapToLong(Arrays::stream).sorted().toArray();
  }

  static AcknowledgedWrites of(List<WorkerLog> logs, int lanes) {
    int[] counts = new int[lanes];
    for (WorkerLog log : logs) {
      for (int write = 0; write < log.writes(); write++) {
        counts[log.writtenIn(write)]++;
      }
    }
    long[][] times = new long[lanes][];
    Arrays.setAll(times, lane -> new long[counts[lane]]);
    for (WorkerLog log : logs) {
      for (int write = 0; write < log.writes(); write++) {
        int lane = log.writtenIn(write);
        times[lane][--counts[lane]] = log.writtenAt(write);
      }
    }
    for (long[] lane : times) {
      Arrays.sort(lane);
    }
    return new AcknowledgedWrites(times);
  }

  public long count() {
    return times.length;
  }

  /** The longest time between two moments without any write, in nanoseconds. */
  public long longestGapNanos(long from, long until) {
    return longestGap(times, from, until);
  }

  /** The same for the lane that had to wait longest. */
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
