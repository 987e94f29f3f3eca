package io.starling.chaos.simulation;

import io.starling.chaos.history.LinearizabilityChecker;
import io.starling.chaos.history.Verdict;
import io.starling.chaos.simulation.RunReport.Failure;
import io.starling.chaos.simulation.check.Invariant;
import io.starling.chaos.simulation.check.InvariantViolatedException;
import io.starling.chaos.simulation.check.Trace;
import io.starling.chaos.simulation.client.Clients;
import io.starling.chaos.simulation.cluster.Cluster;
import io.starling.chaos.simulation.cluster.Health;
import io.starling.chaos.simulation.cluster.Health.Complaint;
import io.starling.chaos.simulation.cluster.RunCharacter;
import io.starling.chaos.simulation.cluster.Sabotage;
import io.starling.chaos.simulation.cluster.Witness;
import io.starling.chaos.simulation.fault.Faults;
import io.starling.chaos.simulation.fault.LossBudget;
import io.starling.chaos.simulation.fault.Moves;
import io.starling.chaos.simulation.fault.Turnover;
import io.starling.chaos.simulation.world.Digest;
import io.starling.chaos.simulation.world.EventQueue;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run: a cluster comes up, clients use it while things go wrong; then faults stop, the cluster
 * must become whole again, every key is read, and the history is judged.
 */
public final class Simulation {
  private static final int OPERATIONS_MIN = 1000;
  private static final int FAULTS_MIN = 10;
  private static final long CHECKER_STEPS_MAX = 300_000;
  private static final Duration RUN_MAX = Duration.ofMinutes(10);
  private static final Duration RECOVERY_MAX = Duration.ofSeconds(60);

  private static final Duration REST_MAX = Duration.ofMinutes(10);
  private static final int TRACE_LINES = 250;

  private final long seed;
  private final Trace trace;
  private final Digest digest = new Digest();
  private final EventQueue queue = new EventQueue(digest);
  private final Cluster cluster;
  private final Clients clients;
  private final Faults faults;
  private final Moves moves;
  private final Turnover turnover;
  private final Health health;
  private List<String> undecided = List.of();

  private Simulation(long seed, boolean recording, Sabotage sabotage) {
    this.seed = seed;
    this.trace = new Trace(recording);
    SplittableRandom random = new SplittableRandom(seed);
    RunCharacter character = RunCharacter.draw(random.split());
    this.cluster = new Cluster(character, queue, Witness.of(trace), random.split(), sabotage);
    this.clients = new Clients(cluster, random.split());
    LossBudget budget = new LossBudget(cluster);
    this.faults = new Faults(cluster, budget, random.split());
    this.moves = new Moves(cluster, random.split());
    this.turnover = new Turnover(cluster, budget, random.split());
    this.health = new Health(cluster);
  }

  /** Runs a seed. */
  public static RunReport run(long seed) {
    return run(seed, Sabotage.NONE);
  }

  /** Runs a seed and, if it fails, again with a trace of what happened. */
  public static RunReport runAndExplain(long seed) {
    RunReport report = run(seed);
    return report.failure() == null ? report : new Simulation(seed, true, Sabotage.NONE).run();
  }

  /** Runs a seed with nodes that are broken on purpose. */
  static RunReport run(long seed, Sabotage sabotage) {
    return new Simulation(seed, false, sabotage).run();
  }

  private RunReport run() {
    Failure failure = null;
    try {
      live();
    } catch (InvariantViolatedException violated) {
      failure =
          new Failure(
              violated.invariant(),
              String.valueOf(violated.getMessage()),
              trace.last(violated.segment(), TRACE_LINES));
    } catch (RuntimeException broken) {
      failure = new Failure(Invariant.CODE, describe(broken), trace.last(-1, TRACE_LINES));
    }
    return report(failure);
  }

  private static String describe(RuntimeException broken) {
    StackTraceElement[] stack = broken.getStackTrace();
    return broken + " at " + Arrays.asList(stack).subList(0, Math.min(8, stack.length));
  }

  private RunReport report(@Nullable Failure failure) {
    return new RunReport(
        seed,
        digest.value(),
        queue.nowNanos(),
        queue.steps(),
        clients.operations(),
        moves(),
        new TreeMap<>(faults.injected()),
        new TreeMap<>(turnover.happened()),
        undecided,
        failure);
  }

  private RunReport.Moves moves() {
    Witness witness = cluster.witness();
    return new RunReport.Moves(
        witness.tally().begun(),
        witness.tally().turnedAway(),
        witness.tally().undone(),
        witness.configurations().copiesMoved(),
        witness.moves().decisionsDone(),
        witness.tally().shedWanted());
  }

  private void live() {
    cluster.start();
    clients.start();
    faults.start();
    moves.start();
    turnover.start();
    runUntil(this::hasSeenEnough, RUN_MAX, () -> everywhere("the clients do not come to an end"));
    moves.stop();
    turnover.stop();
    faults.stop();
    clients.stop();
    cluster.witness().moves().calm(queue.nowNanos());
    recover();
    cluster.character().rest().ifPresent(this::comeToRest);
    clients.readAll();
    runUntil(clients::isIdle, RECOVERY_MAX, () -> everywhere("reads are not answered"));
    judge();
    recover();
  }

  private boolean hasSeenEnough() {
    return clients.operations() >= OPERATIONS_MIN && faults.count() >= FAULTS_MIN;
  }

  /** Waits until the cluster is whole, and a moment later still is. */
  private void recover() {
    runUntil(
        () -> clients.isIdle() && health.whyNotWhole() == null, RECOVERY_MAX, health::whyNotWhole);
  }

  /** Waits until no epoch has ended for a while (I7): the load is constant now. */
  private void comeToRest(Duration rest) {
    long limit = queue.nowNanos() + REST_MAX.toNanos();
    long restSince = queue.nowNanos();
    long decisions = -1;
    while (queue.nowNanos() - restSince < rest.toNanos()) {
      if (decisions != cluster.witness().configurations().decisions()) {
        decisions = cluster.witness().configurations().decisions();
        restSince = queue.nowNanos();
      }
      if (queue.nowNanos() > limit) {
        throw new InvariantViolatedException(
            Invariant.I7,
            InvariantViolatedException.NO_SEGMENT,
            "with constant load segments still change their primary or their members");
      }
      queue.step();
    }
  }

  private void runUntil(
      BooleanSupplier reached, Duration limit, Supplier<@Nullable Complaint> complaint) {
    long deadline = queue.nowNanos() + limit.toNanos();
    long checkAt = queue.nowNanos();
    while (queue.nowNanos() < checkAt || !reached.getAsBoolean()) {
      if (queue.nowNanos() > deadline) {
        throw tooLate(complaint.get());
      }
      if (queue.nowNanos() >= checkAt) {
        checkAt = queue.nowNanos() + Duration.ofMillis(20).toNanos();
      }
      queue.step();
    }
  }

  private static Complaint everywhere(String what) {
    return new Complaint(InvariantViolatedException.NO_SEGMENT, what);
  }

  private static InvariantViolatedException tooLate(@Nullable Complaint complaint) {
    return complaint == null
        ? new InvariantViolatedException(
            Invariant.I6, InvariantViolatedException.NO_SEGMENT, "a client waits for ever")
        : new InvariantViolatedException(Invariant.I6, complaint.segment(), complaint.what());
  }

  private void judge() {
    Verdict verdict = new LinearizabilityChecker(CHECKER_STEPS_MAX).check(clients.history());
    switch (verdict) {
      case Verdict.Linearizable fine -> {}
      case Verdict.Undecided gaveUp -> undecided = gaveUp.keys();
      case Verdict.NotLinearizable wrong ->
          throw new InvariantViolatedException(
              Invariant.I4, InvariantViolatedException.NO_SEGMENT, wrong.excerpt());
    }
  }
}
