package io.starling.chaos.resizing;

import io.starling.chaos.arena.Operator;
import io.starling.chaos.process.ServerProcess;
import io.starling.node.admin.NodeReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether a newcomer has got what it will get: it holds something, and for a while nothing has
 * moved to it.
 */
final class Calm {
  private static final Duration WHILE = Duration.ofSeconds(15);

  private int copies;
  private int primaries;
  private int fair;
  private int underWay;
  private long changedNanos = System.nanoTime();

  /** Looks once; to be called some times a second. */
  boolean isReached(Operator operator, ServerProcess newcomer) {
    Optional<NodeReport> seen = operator.self(newcomer);
    List<NodeReport> all = operator.nodes();
    if (seen.isEmpty() || all.isEmpty()) {
      return false;
    }
    int now = seen.get().copies();
    underWay = all.stream().mapToInt(node -> node.load().moveTotals().underWay()).sum();
    if (now != copies || underWay > 0) {
      changedNanos = System.nanoTime();
    }
    copies = now;
    primaries = seen.get().primaries();
    fair = all.stream().mapToInt(NodeReport::copies).sum() / all.size();
    return copies > 0 && System.nanoTime() - changedNanos > WHILE.toNanos();
  }

  int copies() {
    return copies;
  }

  int primaries() {
    return primaries;
  }

  /** Copies that each node would hold if all held the same. */
  int fair() {
    return fair;
  }

  String text() {
    return "%d of %d copies, %d primaries, %d moves".formatted(copies, fair, primaries, underWay);
  }
}
