package io.starling.node.progress;

import io.starling.gossip.status.MoveStatus;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** At which rate copies arrive, smoothed over some seconds. */
final class ArrivalRates {
  private static final double SMOOTH_NANOS = Duration.ofSeconds(3).toNanos();

  private static final Comparator<Way> ORDER =
      Comparator.comparingInt(Way::segment).thenComparing(Way::to);

  private record Way(int segment, NodeId to) {}

  private record Seen(long bytesDone, double perSecond, long atNanos) {}

  private TreeMap<Way, Seen> seen = new TreeMap<>(ORDER);

  /** The same moves with their rates; those that are not among them any more are forgotten. */
  List<MoveStatus> measured(List<MoveStatus> all, long nowNanos) {
    TreeMap<Way, Seen> next = new TreeMap<>(ORDER);
    List<MoveStatus> measured = new ArrayList<>(all.size());
    for (MoveStatus move : all) {
      Way way = new Way(move.segment(), move.to());
      Seen now = now(seen.get(way), move.bytesDone(), nowNanos);
      next.put(way, now);
      measured.add(move.withRate((float) now.perSecond));
    }
    seen = next;
    return measured;
  }

  private static Seen now(@Nullable Seen before, long done, long now) {
    if (before == null || done < before.bytesDone) {
      return new Seen(done, 0, now);
    }
    double elapsed = now - before.atNanos;
    if (elapsed <= 0) {
      return before;
    }
    double rate = (done - before.bytesDone) * 1e9 / elapsed;
    double share = elapsed / (elapsed + SMOOTH_NANOS);
    boolean first = before.perSecond == 0;
    return new Seen(done, first ? rate : before.perSecond + share * (rate - before.perSecond), now);
  }
}
