package io.starling.node.client.reply;

import io.starling.node.metrics.LatencyBuckets;
import java.util.Arrays;

/**
 * How long requests took, from when their bytes arrived to when their replies were sent. Requests
 * that arrived together are one group, and all replies that leave together end at one time: no
 * request costs a look at the clock.
 *
 * <p>There are no more groups than requests of a connection in flight.
 */
final class ReplyTimes {
  private static final int GROUPS_AT_FIRST = 2;

  private long[] arrivals = new long[GROUPS_AT_FIRST];
  private int[] replies = new int[GROUPS_AT_FIRST];
  private int groups;

  /** The reply was written of a request that had arrived then. */
  void written(long arrivedNanos) {
    if (groups > 0 && arrivals[groups - 1] == arrivedNanos) {
      replies[groups - 1]++;
      return;
    }
    if (groups == arrivals.length) {
      arrivals = Arrays.copyOf(arrivals, 2 * groups);
      replies = Arrays.copyOf(replies, 2 * groups);
    }
    arrivals[groups] = arrivedNanos;
    replies[groups] = 1;
    groups++;
  }

  /** All replies written since the last time leave now. */
  void sent(long nowNanos, LatencyBuckets latency) {
    for (int group = 0; group < groups; group++) {
      latency.record(nowNanos - arrivals[group], replies[group]);
    }
    groups = 0;
  }
}
