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
import io.starling.chaos.simulation.cluster.Witness;
import io.starling.chaos.simulation.fault.Faults;
import io.starling.chaos.simulation.fault.Moves;
import io.starling.chaos.simulation.world.Digest;
import io.starling.chaos.simulation.world.EventQueue;
import io.starling.node.shard.ShardOutput;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
  private static final int TRACE_LINES = 250;

  private final long seed;
  private final Trace trace;
  private final Digest digest = new Digest();
  private final EventQueue queue = new EventQueue(digest);
  private final Cluster cluster;
  private final Clients clients;
  private final Faults faults;
  private final Moves moves;
  private final Health health;
  private List<String> undecided = List.of();

  private Simulation(long seed, boolean recording, UnaryOperator<ShardOutput> outputs) {
    this.seed = seed;
    this.trace = new Trace(recording);
    SplittableRandom random = new SplittableRandom(seed);
    RunCharacter character = RunCharacter.draw(random.split());
    this.cluster = new Cluster(character, queue, Witness.of(trace), random.split(), outputs);
    this.clients = new Clients(cluster, random.split());
    this.faults = new Faults(cluster, random.split());
    this.moves = new Moves(cluster, random.split());
    this.health = new Health(cluster);
  }

  /** Runs a seed. */
  public static RunReport run(long seed) {
    return new Simulation(seed, false, UnaryOperator.identity()).run();
  }

  /** Runs a seed and, if it fails, again with a trace of what happened. */
  public static RunReport runAndExplain(long seed) {
    RunReport report = run(seed);
    return report.failure() == null
        ? report
        : new Simulation(seed, true, UnaryOperator.identity()).run();
  }

  /**
   * Runs a seed with nodes that are altered.
   *
   * @param outputs stands between each shard and its outlets
   */
  static RunReport run(long seed, UnaryOperator<ShardOutput> outputs) {
    return new Simulation(seed, false, outputs).run();
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
        cluster.witness().configurations().copiesMoved(),
        new TreeMap<>(faults.injected()),
        undecided,
        failure);
  }

  private void live() {
    cluster.start();
    clients.start();
    faults.start();
    moves.start();
    runUntil(this::hasSeenEnough, RUN_MAX, () -> everywhere("the clients do not come to an end"));
    moves.stop();
    faults.stop();
    clients.stop();
    recover();
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
