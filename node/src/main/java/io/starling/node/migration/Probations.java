package io.starling.node.migration;

import io.starling.gossip.agreement.Configuration;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The configurations of which this node is the primary and whose former members keep their copies
 * for a while, so that going back moves no data.
 */
final class Probations {
  private final NodeId self;
  private final long lengthNanos;
  private final TreeMap<Integer, Probation> running = new TreeMap<>();

  private record Probation(
      Configuration former, Configuration now, List<NodeId> departed, long untilNanos) {}

  Probations(NodeId self, long lengthNanos) {
    this.self = self;
    this.lengthNanos = lengthNanos;
  }

  /** A segment has gone from one configuration to the next. */
  void adopted(Configuration former, Configuration now, long nowNanos) {
    running.remove(now.segment());
    boolean next = now.epoch() == former.epoch() + 1;
    List<NodeId> departed = former.members().stream().filter(node -> !now.hasMember(node)).toList();
    if (next && now.primary().equals(self) && !departed.isEmpty()) {
      running.put(now.segment(), new Probation(former, now, departed, nowNanos + lengthNanos));
    }
  }

  /** Ends what is over. */
  void tick(long nowNanos) {
    running.values().removeIf(probation -> nowNanos - probation.untilNanos >= 0);
  }

  /** Who is to keep a copy of a segment that it is no member of, as far as it stays. */
  List<NodeId> keepers(int segment, Predicate<NodeId> stays) {
    Probation probation = running.get(segment);
    return probation == null ? List.of() : probation.departed.stream().filter(stays).toList();
  }

  /** All that run. */
  List<ProbationView> views() {
    return running.values().stream()
        .map(probation -> new ProbationView(probation.former, probation.now))
        .toList();
  }

  /** Segments on probation. */
  int count() {
    return running.size();
  }
}
