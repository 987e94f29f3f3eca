package io.starling.node.cluster;

import io.starling.forecast.shed.Placement;
import io.starling.gossip.agreement.Configuration;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps a primary role where it has just come to. Two nodes that differ for some seconds about who
 * is there want different primaries, and would hand the same segments to each other again and
 * again.
 *
 * <p>Thread rule: one thread.
 */
final class Rest {
  private record Seen(long epoch, long sinceNanos) {}

  private final long restNanos;
  private final KnownConfigurations configurations;
  private final TreeMap<Integer, Seen> seen = new TreeMap<>();

  Rest(Duration rest, KnownConfigurations configurations) {
    this.restNanos = rest.toNanos();
    this.configurations = configurations;
  }

  /** Notes which epochs are new. What is there at the first look has rested. */
  void observe(long nowNanos) {
    for (int segment = 0; segment < configurations.segmentCount(); segment++) {
      Configuration known = configurations.of(segment);
      if (known == null) {
        continue;
      }
      Seen before = seen.get(segment);
      if (before == null) {
        seen.put(segment, new Seen(known.epoch(), nowNanos - restNanos));
      } else if (before.epoch() != known.epoch()) {
        seen.put(segment, new Seen(known.epoch(), nowNanos));
      }
    }
  }

  /**
   * What is wanted, except that a role that has not rested stays. Members may change at any time.
   */
  SortedMap<Integer, Placement<NodeId>> granted(
      SortedMap<Integer, Placement<NodeId>> wanted, long nowNanos) {
    TreeMap<Integer, Placement<NodeId>> granted = new TreeMap<>();
    wanted.forEach(
        (segment, placement) -> granted.put(segment, granted(segment, placement, nowNanos)));
    return granted;
  }

  private Placement<NodeId> granted(int segment, Placement<NodeId> wanted, long nowNanos) {
    Configuration known = configurations.of(segment);
    Seen since = seen.get(segment);
    if (known == null || since == null || nowNanos - since.sinceNanos() >= restNanos) {
      return wanted;
    }
    Placement<NodeId> present = new Placement<>(known.primary(), known.members());
    return present.members().equals(wanted.members()) ? present : wanted;
  }
}
