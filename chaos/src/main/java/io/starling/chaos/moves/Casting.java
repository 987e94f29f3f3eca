package io.starling.chaos.moves;

import io.starling.chaos.arena.Operator;
import io.starling.chaos.process.ClusterUnderTest;
import io.starling.chaos.process.ServerProcess;
import io.starling.node.admin.SegmentReport;
import io.starling.node.admin.StatusReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Finds who is to take part in the next move. */
final class Casting {
  private final Operator operator;
  private final SplittableRandom random;
  private final TreeMap<String, ServerProcess> byId = new TreeMap<>();

  Casting(Operator operator, ClusterUnderTest cluster, long seed) throws IOException {
    this.operator = operator;
    this.random = new SplittableRandom(seed);
    for (ServerProcess node : cluster.members()) {
      byId.put(
          operator
              .seenBy(node, /* withSegments= */ false)
              .orElseThrow(() -> new IOException(node.server().name() + " does not answer"))
              .nodeId(),
          node);
    }
  }

  /** The segment as the first node that answers has it. */
  Optional<SegmentReport> segment(int number) {
    return segments().stream().filter(segment -> segment.segment() == number).findFirst();
  }

  private List<SegmentReport> segments() {
    for (ServerProcess node : byId.values()) {
      Optional<StatusReport> seen =
          node.isRunning() ? operator.seenBy(node, /* withSegments= */ true) : Optional.empty();
      if (seen.isPresent()) {
        return seen.get().segments();
      }
    }
    return List.of();
  }

  /**
   * Some segment on its way to some node.
   *
   * @param roleOnly whether the target has a copy already
   * @param wanted the target, if it must be a certain one
   */
  Optional<Parties> draw(boolean roleOnly, Optional<ServerProcess> wanted) {
    List<Parties> possible = new ArrayList<>();
    for (SegmentReport segment : segments()) {
      byId.forEach(
          (id, target) -> {
            boolean fits =
                segment.members().contains(id) == roleOnly
                    && !id.equals(segment.primary())
                    && wanted.map(target::equals).orElse(true);
            if (fits) {
              third(segment, id)
                  .ifPresent(third -> possible.add(parties(segment, id, target, third)));
            }
          });
    }
    return possible.isEmpty()
        ? Optional.empty()
        : Optional.of(possible.get(random.nextInt(possible.size())));
  }

  private Optional<ServerProcess> third(SegmentReport segment, String target) {
    List<ServerProcess> others =
        segment.members().stream()
            .filter(id -> !id.equals(segment.primary()) && !id.equals(target))
            .flatMap(id -> Optional.ofNullable(byId.get(id)).stream())
            .toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(others.get(random.nextInt(others.size())));
  }

  private Parties parties(
      SegmentReport segment, String id, ServerProcess target, ServerProcess third) {
    ServerProcess source = byId.get(segment.primary());
    if (source == null) {
      throw new IllegalStateException("a primary that nobody knows: " + segment.primary());
    }
    return new Parties(segment.segment(), segment.epoch(), source, target, id, third);
  }
}
