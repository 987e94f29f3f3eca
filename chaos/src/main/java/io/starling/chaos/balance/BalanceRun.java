package io.starling.chaos.balance;

import io.starling.forecast.shed.Decision;
import io.starling.forecast.shed.Explanation;
import io.starling.forecast.shed.Past;
import io.starling.forecast.shed.Policy;
import io.starling.forecast.shed.SegmentView;
import io.starling.forecast.shed.ShedRule;
import io.starling.forecast.shed.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/** Lets a cluster run for a while, second by second. */
final class BalanceRun {
  /** A sample of the whole: the busiest node beside the mean, and what has been moved so far. */
  record Sample(
      int second, double mean, double busiest, double idlest, int roles, int copies, double bytes) {
    double imbalance() {
      return busiest / mean;
    }
  }

  /** Of the mean utilisation. */
  private static final double IN_NEED = 1.3;

  private final Cluster cluster;
  private final Policy policy;
  private final ShedRule<Integer> rule;
  private final Hearsay hearsay;
  private final Traffic traffic;
  private final SplittableRandom random;
  private final int intervalSeconds;
  private final List<Sample> samples = new ArrayList<>();

  /**
   * @param intervalSeconds between two decisions of a node
   */
  BalanceRun(Cluster cluster, Policy policy, StatusAges ages, int intervalSeconds, long seed) {
    this.cluster = cluster;
    this.policy = policy;
    this.rule = new ShedRule<>(policy, Founding::hash);
    this.random = new SplittableRandom(seed);
    this.hearsay = new Hearsay(cluster.nodes().size(), ages, random.split());
    this.traffic = new Traffic(policy, cluster, hearsay);
    this.intervalSeconds = intervalSeconds;
  }

  List<Sample> samples() {
    return samples;
  }

  Traffic traffic() {
    return traffic;
  }

  /**
   * Runs the seconds from one to another.
   *
   * @param events what happens to the cluster at the beginning of a second
   */
  void run(int from, int to, IntConsumer events) {
    for (int second = from; second < to; second++) {
      events.accept(second);
      traffic.advance(second);
      cluster.sumUp();
      for (ModelNode node : cluster.nodes()) {
        if (node.present) {
          hearsay.say(second, node);
        }
      }
      decide(second);
      if (second % 10 == 0) {
        sample(second);
      }
    }
  }

  /** Those whose turn it is, beginning with another one each time. */
  private void decide(int second) {
    List<ModelNode> nodes = cluster.nodes();
    int first = random.nextInt(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      ModelNode node = nodes.get((first + i) % nodes.size());
      if (node.present && isTurn(node, second)) {
        decide(node, second);
      }
    }
  }

  /** A node in need whose offer was declined looks for another target at once. */
  private boolean isTurn(ModelNode node, int second) {
    return (second + node.id) % intervalSeconds == 0
        || (node.retryAtSecond == second
            && node.utilisation() > IN_NEED * cluster.meanUtilisation());
  }

  private void decide(ModelNode node, int second) {
    Past past = node.past(second, policy.churn().window().toSeconds());
    List<SegmentView<Integer>> segments =
        node.held.stream().map(segment -> segment.view(second)).toList();
    Decision<Integer> decision =
        rule.decide(
            new View<>(
                node.id,
                second * 1000L,
                hearsay.seenBy(node, cluster.nodes(), second),
                segments,
                past));
    if (!decision.over()) {
      node.overSinceMillis = Past.NOT_OVER;
    } else if (node.overSinceMillis == Past.NOT_OVER) {
      node.overSinceMillis = second * 1000L;
    }
    LinkedHashMap<Integer, List<Explanation<Integer>>> batches = new LinkedHashMap<>();
    for (Explanation<Integer> explanation : decision.explanations()) {
      batches.computeIfAbsent(explanation.move().to(), to -> new ArrayList<>()).add(explanation);
    }
    batches.values().forEach(batch -> traffic.offer(node, batch, second));
  }

  private void sample(int second) {
    List<Double> utilisations = cluster.utilisations();
    Traffic.Ledger ledger = traffic.ledger();
    samples.add(
        new Sample(
            second,
            cluster.meanUtilisation(),
            cluster.busiest(),
            utilisations.stream().mapToDouble(u -> u).min().orElse(0),
            ledger.roles,
            ledger.copies,
            ledger.bytes));
  }
}
