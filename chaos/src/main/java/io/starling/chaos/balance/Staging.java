package io.starling.chaos.balance;

import io.starling.chaos.balance.BalanceReport.Goal;
import io.starling.forecast.shed.Move;
import io.starling.forecast.shed.PastMoves;
import io.starling.forecast.shed.Placement;
import io.starling.forecast.shed.PlacementRule;
import io.starling.forecast.shed.Policy;
import io.starling.forecast.shed.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Plays a scenario and judges it. */
final class Staging {
  /** Of the mean: within it the busiest node counts as balanced. */
  static final double EVEN = 1.15;

  private static final int MINUTE = 60;
  private static final int DRAIN_AT_A_TIME = 4;

  private final Scenario scenario;
  private final int nodes;
  private final int segments;
  private final int minutes;
  private final long seed;
  private final Policy policy;
  private final List<Goal> goals = new ArrayList<>();

  /** Sizes of 0 are those of the scenario. */
  Staging(Scenario scenario, int nodes, int segments, int minutes, long seed, Policy policy) {
    this.scenario = scenario;
    this.nodes = nodes > 0 ? nodes : scenario.nodes;
    this.segments = segments > 0 ? segments : scenario.segments;
    this.minutes = minutes > 0 ? minutes : scenario.minutes;
    this.seed = seed;
    this.policy = policy;
  }

  BalanceReport play() {
    return switch (scenario) {
      case SKEW -> skew();
      case LARGE -> large();
      case NOISE -> noise();
      case LIFE -> life();
    };
  }

  private BalanceReport skew() {
    int[] cores = {4, 12, 4, 8, 6, 8};
    Founding founding = new Founding(seed);
    for (int i = 0; i < nodes; i++) {
      founding.node(cores[i % cores.length], "z" + i / 2 % 3);
    }
    Cluster cluster = founding.cluster(Popularity.zipfWithHotRanges(segments, seed));
    Stage stage = new Stage(cluster, 5);
    stage.run.run(0, minutes * MINUTE, second -> {});
    evenAtTheEnd(stage);
    restsFrom(stage, minutes * MINUTE / 2);
    return stage.report(minutes);
  }

  private BalanceReport large() {
    Cluster cluster =
        new Founding(seed)
            .nodes(nodes, 10)
            .cluster(Popularity.manyKeys(segments, Math.max(3, segments / 512), seed));
    Stage stage = new Stage(cluster, 10);
    stage.run.run(0, minutes * MINUTE, second -> {});
    evenAtTheEnd(stage);
    noneTwiceWithinItsFreeze(stage);
    restsFrom(stage, minutes * MINUTE * 4 / 5);
    return stage.report(minutes);
  }

  /** Balances for half an hour of calm first, which does not count. */
  private BalanceReport noise() {
    Cluster cluster =
        new Founding(seed).nodes(nodes, 3).cluster(Popularity.manyKeys(segments, 0, seed));
    Stage calm = new Stage(cluster, 5);
    calm.run.run(0, 30 * MINUTE, second -> {});
    cluster.segments().forEach(segment -> segment.pastMoves = PastMoves.NONE);
    Weather weather = new Weather(segments, seed);
    Stage stage = new Stage(cluster, 5);
    stage.run.run(0, minutes * MINUTE, second -> weather.blow(cluster, second));
    int moves = stage.moves();
    int most = Math.max(2, segments * minutes / 60 / 50);
    goal(
        "next to no moves: at most 1 in 50 segments an hour",
        "%d of %,d".formatted(moves, segments),
        moves <= most);
    return stage.report(minutes);
  }

  private BalanceReport life() {
    int[] cores = {4, 12, 4, 8, 6, 8};
    Founding founding = new Founding(seed);
    for (int i = 0; i < nodes; i++) {
      founding.node(cores[i % cores.length], "z" + i / 2 % 3);
    }
    Cluster cluster = founding.laterNode(8, "z0").cluster(Popularity.manyKeys(segments, 0, seed));
    Stage stage = new Stage(cluster, 5);
    int joins = minutes * MINUTE / 4;
    int drains = minutes * MINUTE / 2;
    stage.run.run(0, joins, second -> {});
    double bytesBefore = stage.run.traffic().ledger().bytes;
    ModelNode newcomer = cluster.nodes().getLast();
    newcomer.present = true;
    newcomer.accepts = true;
    cluster.sumUp();
    double mean = cluster.meanUtilisation();
    stage.run.run(joins, drains, second -> {});
    double filled = newcomer.utilisation() / mean;
    goal("the newcomer is filled to 0.8 of the mean", ratio(filled), filled >= 0.8);
    double shipped = stage.run.traffic().ledger().bytes - bytesBefore;
    double needed = newcomer.load.memory();
    goal(
        "no more than 1.5 times the bytes it holds were shipped",
        ratio(shipped / needed),
        shipped <= 1.5 * needed);
    ModelNode leaver = cluster.nodes().getFirst();
    leaver.accepts = false;
    stage.run.run(drains, minutes * MINUTE, second -> drain(stage, leaver, second));
    goal("the leaver is empty", leaver.held.size() + " copies", !leaver.present);
    evenAtTheEnd(stage);
    restsFrom(stage, minutes * MINUTE * 5 / 6);
    return stage.report(minutes);
  }

  /** What the node's steering does: a few segments at a time to where placement wants them. */
  private void drain(Stage stage, ModelNode leaver, int second) {
    if (leaver.held.isEmpty()) {
      leaver.present = false;
      return;
    }
    List<Integer> live =
        stage.cluster.present().stream().filter(n -> n.accepts).map(n -> n.id).toList();
    TreeMap<Integer, Site> sites = new TreeMap<>();
    stage.cluster.present().forEach(n -> sites.put(n.id, new Site(n.zone, n.capacity.cpu(), true)));
    TreeMap<Integer, List<Integer>> present = new TreeMap<>();
    leaver.held.stream()
        .filter(segment -> !segment.moving)
        .forEach(segment -> present.put(segment.number, segment.members));
    new PlacementRule<>(3, Founding::hash)
        .desired(present, live, List.of(leaver.id), sites)
        .forEach((segment, placement) -> replace(stage, leaver, segment, placement, second));
  }

  private static void replace(
      Stage stage, ModelNode leaver, int number, Placement<Integer> placement, int second) {
    List<Integer> members = stage.cluster.segments().get(number).members;
    placement.members().stream()
        .filter(node -> !members.contains(node) && leaver.movesOut < DRAIN_AT_A_TIME)
        .findFirst()
        .ifPresent(
            to ->
                stage
                    .run
                    .traffic()
                    .place(leaver, new Move.MoveCopy<>(number, leaver.id, to), second));
  }

  private void evenAtTheEnd(Stage stage) {
    double imbalance = stage.cluster.imbalance();
    goal("the busiest node ends within 1.15 times the mean", ratio(imbalance), imbalance <= EVEN);
  }

  private void restsFrom(Stage stage, int second) {
    int last = stage.run.traffic().ledger().lastSecond;
    goal(
        "nothing moves from minute %d on".formatted(second / MINUTE),
        last < 0 ? "nothing ever moved" : "last move in minute %d".formatted(last / MINUTE),
        last < second);
  }

  private void noneTwiceWithinItsFreeze(Stage stage) {
    int twice = stage.run.traffic().ledger().movedWithinFreeze;
    goal("no segment moved twice within its freeze", twice + " segments", twice == 0);
  }

  private void goal(String name, String found, boolean held) {
    goals.add(new Goal(name, found, held));
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.3f", ratio);
  }

  /** One run, and how it began. */
  private final class Stage {
    private final Cluster cluster;
    private final StatusAges ages;
    private final BalanceRun run;
    private final List<Double> before;

    Stage(Cluster cluster, int intervalSeconds) {
      this.cluster = cluster;
      this.ages = StatusAges.measured(cluster.nodes().size(), seed);
      this.run = new BalanceRun(cluster, policy, ages, intervalSeconds, seed);
      this.before = cluster.utilisations();
    }

    int moves() {
      return run.traffic().ledger().roles + run.traffic().ledger().copies;
    }

    BalanceReport report(int minutes) {
      Traffic.Ledger ledger = run.traffic().ledger();
      return new BalanceReport(
          goals.stream().allMatch(Goal::held),
          scenario.toString(),
          seed,
          nodes,
          segments,
          minutes,
          ages.median(),
          ages.ninetyNinth(),
          secondsToBalance(run.samples()),
          ledger.roles,
          ledger.copies,
          ledger.bytes,
          cluster.bytes(),
          ledger.declined,
          ledger.movedAgain,
          ledger.movedWithinFreeze,
          ledger.lastSecond,
          List.copyOf(goals),
          List.copyOf(run.samples()),
          before,
          cluster.utilisations());
    }
  }

  private static int secondsToBalance(List<BalanceRun.Sample> samples) {
    int since = -1;
    for (BalanceRun.Sample sample : samples) {
      if (sample.imbalance() > EVEN) {
        since = -1;
      } else if (since < 0) {
        since = sample.second();
      }
    }
    return since;
  }
}
