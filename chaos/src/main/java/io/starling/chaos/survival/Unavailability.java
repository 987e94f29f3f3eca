package io.starling.chaos.survival;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The outages of one kind of fault.
 *
 * @param kind of fault
 * @param faults how many
 * @param ofPrimaries how many of them hit a node that was primary of something
 * @param anyWrite without any acknowledged write
 * @param slot without an answer in the hash slot that had to wait longest
 * @param recovery until all nodes were ready again
 */
record Unavailability(
    String kind, int faults, long ofPrimaries, Spread anyWrite, Spread slot, Spread recovery) {

  /** Milliseconds. */
  record Spread(long medianMillis, long maxMillis) {
    private static Spread of(List<Outage> outages, ToLongFunction<Outage> figure) {
      long[] sorted = outages.stream().mapToLong(figure).sorted().toArray();
      // Of an even number of figures the upper one of the middle: no outage looks shorter by it.
      return new Spread(sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
  }

  private static Unavailability of(String kind, List<Outage> outages) {
    return new Unavailability(
        kind,
        outages.size(),
        outages.stream().filter(outage -> outage.primaries() > 0).count(),
        Spread.of(outages, Outage::millis),
        Spread.of(outages, Outage::laneMillis),
        Spread.of(outages, Outage::recoveryMillis));
  }

  /** One for each kind, in alphabetical order. */
  static List<Unavailability> byKind(List<Outage> outages) {
    TreeMap<String, List<Outage>> kinds = new TreeMap<>();
    for (Outage outage : outages) {
      kinds.computeIfAbsent(outage.kind(), kind -> new ArrayList<>()).add(outage);
    }
    List<Unavailability> all = new ArrayList<>();
    for (Map.Entry<String, List<Outage>> kind : kinds.entrySet()) {
      all.add(of(kind.getKey(), kind.getValue()));
    }
    return all;
  }
}
