package io.starling.chaos.growth;

import java.util.List;

/** Times between events. */
final class Gaps {
  private Gaps() {}

  /**
   * The longest time from an event to the next, of those of which a part lies between two moments.
   * Before the first event and after the last, the moments themselves count.
   *
   * @param events in order
   */
  static long longestNanos(List<Long> events, long beginNanos, long endNanos) {
    long longest = 0;
    long last = beginNanos;
    for (long event : events) {
      if (event - beginNanos > 0) {
        longest = Math.max(longest, event - last);
      }
      if (event - endNanos >= 0) {
        return longest;
      }
      last = event;
    }
    return Math.max(longest, endNanos - Math.max(last, beginNanos));
  }
}
