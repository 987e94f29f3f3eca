package io.starling.node.balance;

import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.status.NodeReport;
import io.starling.gossip.status.NodeStatus;
import io.starling.gossip.status.Stamp;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What came of moves that this node decided: what their two nodes told of latency and of late loops
 * before, beside what they tell while the move is on probation.
 *
 * <pre>
 * (came true) -> WARMING: reports still tell of the time before, and of the switch itself
 * WARMING     -> WATCHED: each new report is a sample
 * WATCHED     -> over:    enough samples: the medians decide. Too few: nothing is decided
 * any         -> over:    the segment has gone on to another epoch
 * </pre>
 *
 * A report tells the worst of some seconds, so one pause is in several of them; half of all samples
 * must be bad before a move is blamed, and clearly so.
 */
final class Trials {
  private static final Duration WARM_UP = Duration.ofSeconds(6);
  private static final Duration LENGTH = Duration.ofSeconds(24);
  private static final int SAMPLES_MIN = 12;

  /** In which what nodes tell becomes what they told before. */
  private static final double CALM_SECONDS = 10;

  private static final double P99_TIMES = 3;
  private static final double P99_MILLIS_MIN = 20;
  private static final double LAG_TIMES = 4;
  private static final double LAG_MILLIS_MIN = 100;

  private final TreeMap<NodeId, Told> told = new TreeMap<>();
  private final TreeMap<Integer, Trial> running = new TreeMap<>();

  /** What is known of a node: smoothed, up to now. */
  private record Told(Stamp stamp, double p99Millis, double lagMillis, long atNanos) {}

  /**
   * What came of a move.
   *
   * @param latencyRise of p99 at the node that it was worse for, as a share of p99 before
   * @param hurt whether it should be undone
   */
  record Verdict(Wish wish, Configuration now, double latencyRise, boolean hurt, String why) {}

  private record Trial(Wish wish, Configuration now, List<Watched> nodes, long beganAtNanos) {}

  private record Watched(
      NodeId node, double p99Before, double lagBefore, List<Double> p99, List<Double> lag) {}

  /** Takes what the nodes tell now; answers the verdicts that can be given. */
  List<Verdict> observe(List<NodeStatus> statuses, long nowNanos) {
    TreeSet<NodeId> present = new TreeSet<>();
    for (NodeStatus status : statuses) {
      present.add(status.nodeId());
      Told before = told.get(status.nodeId());
      if (before == null || !before.stamp.equals(status.stamp())) {
        told.put(status.nodeId(), told(before, status, nowNanos));
        running.values().forEach(trial -> sample(trial, status, nowNanos));
      }
    }
    told.keySet().retainAll(present);
    List<Verdict> verdicts = new ArrayList<>();
    running.values().removeIf(trial -> isOver(trial, verdicts, nowNanos));
    return verdicts;
  }

  private static Told told(@Nullable Told before, NodeStatus status, long nowNanos) {
    NodeReport report = status.report();
    double p99 = report.load().p99Millis();
    double lag = report.load().loopLagMillis();
    if (before == null) {
      return new Told(status.stamp(), p99, lag, nowNanos);
    }
    double share = Math.min(1, (nowNanos - before.atNanos) / 1e9 / CALM_SECONDS);
    return new Told(
        status.stamp(),
        p99 > 0 && before.p99Millis > 0
            ? before.p99Millis + share * (p99 - before.p99Millis)
            : Math.max(p99, before.p99Millis),
        before.lagMillis + share * (lag - before.lagMillis),
        nowNanos);
  }

  private static void sample(Trial trial, NodeStatus status, long nowNanos) {
    if (nowNanos - trial.beganAtNanos < WARM_UP.toNanos()) {
      return;
    }
    for (Watched watched : trial.nodes) {
      if (watched.node.equals(status.nodeId())) {
        watched.lag.add((double) status.report().load().loopLagMillis());
        double p99 = status.report().load().p99Millis();
        if (p99 > 0) {
          watched.p99.add(p99);
        }
      }
    }
  }

  /** A move has come true. */
  void begin(Wish wish, NodeId source, Configuration now, long nowNanos) {
    List<Watched> nodes = new ArrayList<>();
    for (NodeId node : List.of(source, wish.target())) {
      Told known = told.get(node);
      if (known != null) {
        nodes.add(
            new Watched(
                node, known.p99Millis, known.lagMillis, new ArrayList<>(), new ArrayList<>()));
      }
    }
    running.put(now.segment(), new Trial(wish, now, nodes, nowNanos));
  }

  /** A segment is in another epoch: what is felt from now on tells nothing of the move. */
  void adopted(Configuration now) {
    Trial trial = running.get(now.segment());
    if (trial != null && !trial.now.equals(now)) {
      running.remove(now.segment());
    }
  }

  private static boolean isOver(Trial trial, List<Verdict> verdicts, long nowNanos) {
    boolean enough = trial.nodes.stream().allMatch(watched -> watched.lag.size() >= SAMPLES_MIN);
    boolean late = nowNanos - trial.beganAtNanos >= LENGTH.toNanos();
    if (enough && !trial.nodes.isEmpty()) {
      verdicts.add(verdict(trial));
    }
    return enough || late;
  }

  private static Verdict verdict(Trial trial) {
    double rise = 0;
    String why = "";
    for (Watched watched : trial.nodes) {
      double lag = median(watched.lag);
      if (lag > Math.max(LAG_MILLIS_MIN, LAG_TIMES * watched.lagBefore)) {
        why = "loops of " + watched.node + " come " + Math.round(lag) + " ms late";
      }
      if (watched.p99.size() >= SAMPLES_MIN && watched.p99Before > 0) {
        double p99 = median(watched.p99);
        rise = Math.max(rise, p99 / watched.p99Before - 1);
        if (p99 > Math.max(P99_MILLIS_MIN, P99_TIMES * watched.p99Before)) {
          why = "p99 at " + watched.node + " is " + Math.round(p99) + " ms";
        }
      }
    }
    return new Verdict(trial.wish, trial.now, rise, !why.isEmpty(), why);
  }

  private static double median(List<Double> samples) {
    List<Double> sorted = new ArrayList<>(samples);
    Collections.sort(sorted);
    return sorted.get((sorted.size() - 1) / 2);
  }

  /** Moves that are being watched. */
  int count() {
    return running.size();
  }
}
