package io.starling.chaos.simulation.fault;

import io.starling.chaos.simulation.check.InvariantViolatedException;
import io.starling.chaos.simulation.cluster.Cluster;
import io.starling.chaos.simulation.cluster.Machine;
import io.starling.chaos.simulation.cluster.NodeProcess;
import io.starling.chaos.simulation.cluster.RunCharacter;
import io.starling.chaos.simulation.cluster.Stay;
import io.starling.chaos.simulation.world.EventQueue;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Lets machines come and go, if that is in the character of the run: they join with an empty disk,
 * leave when they were emptied, die for good, stay away for long. So many always stay that every
 * segment finds its members.
 */
public final class Turnover {
  private static final long MILLI = 1_000_000;
  private static final TurnoverKind[] KINDS = {
    TurnoverKind.JOIN,
    TurnoverKind.JOIN,
    TurnoverKind.DRAIN,
    TurnoverKind.DRAIN,
    TurnoverKind.UNDRAIN,
    TurnoverKind.DEATH,
    TurnoverKind.ABSENCE,
    TurnoverKind.PLANNED_STOP
  };

  /** How often an operator looks whether a machine may be stopped. */
  private static final Duration LOOK = Duration.ofMillis(150);

  private final Cluster cluster;
  private final EventQueue queue;
  private final LossBudget budget;
  private final SplittableRandom random;
  private final EnumMap<TurnoverKind, Integer> happened = new EnumMap<>(TurnoverKind.class);
  private final long intervalNanosMax;
  private boolean stopped;

  public Turnover(Cluster cluster, LossBudget budget, SplittableRandom random) {
    this.cluster = cluster;
    this.queue = cluster.queue();
    this.budget = budget;
    this.random = random;
    this.intervalNanosMax = random.nextLong(500 * MILLI, 5000 * MILLI);
  }

  /** Begins. */
  public void start() {
    if (cluster.character().restless()) {
      next();
      look();
    }
  }

  /** Nobody comes or goes any more, but for those who are needed, and who are to be emptied. */
  public void stop() {
    stopped = true;
    while (count(Stay.PRESENT) < RunCharacter.REPLICAS) {
      happened(TurnoverKind.JOIN, any(Stay.ABSENT), Machine::join);
    }
  }

  /** How often each of it has happened. */
  public EnumMap<TurnoverKind, Integer> happened() {
    return happened;
  }

  private void next() {
    queue.after(
        1 + random.nextLong(intervalNanosMax),
        () -> {
          if (!stopped) {
            happen(KINDS[random.nextInt(KINDS.length)]);
            next();
          }
        });
  }

  private void happen(TurnoverKind kind) {
    switch (kind) {
      case JOIN -> {
        if (count(Stay.ABSENT) > 0) {
          happened(kind, any(Stay.ABSENT), Machine::join);
        }
      }
      case DRAIN -> {
        if (someoneCanGo()) {
          happened(kind, any(Stay.PRESENT), Machine::drain);
        }
      }
      case UNDRAIN -> {
        if (count(Stay.DRAINING) > 0) {
          happened(kind, any(Stay.DRAINING), Machine::undrain);
        }
      }
      case LEAVE -> {}
      case DEATH -> die();
      case ABSENCE -> absent(any(Stay.PRESENT));
      case PLANNED_STOP -> stopPlanned(any(Stay.PRESENT));
    }
  }

  private void die() {
    boolean ofLeaving = count(Stay.DRAINING) > 0 && random.nextBoolean();
    if (ofLeaving || someoneCanGo()) {
      Machine machine = any(ofLeaving ? Stay.DRAINING : Stay.PRESENT);
      if (budget.spendOn(machine)) {
        happened(TurnoverKind.DEATH, machine, Machine::depart);
      }
    }
  }

  private void absent(Machine machine) {
    long grace = cluster.character().grace().toNanos();
    happened(TurnoverKind.ABSENCE, machine, Machine::crash);
    queue.after(grace + random.nextLong(2 * grace), machine::start);
  }

  private void stopPlanned(Machine machine) {
    happened(TurnoverKind.PLANNED_STOP, machine, Machine::announceStop);
    queue.after(
        1 + random.nextLong(3000 * MILLI),
        () -> {
          machine.crash();
          queue.after(1 + random.nextLong(3000 * MILLI), machine::start);
        });
  }

  private void look() {
    for (Machine machine : cluster.machines()) {
      NodeProcess process = machine.process();
      if (machine.stay() == Stay.DRAINING && process != null && process.saysItIsEmpty()) {
        happened(TurnoverKind.LEAVE, machine, Machine::depart);
      }
    }
    queue.after(LOOK.toNanos(), this::look);
  }

  private boolean someoneCanGo() {
    return count(Stay.PRESENT) > RunCharacter.REPLICAS;
  }

  private int count(Stay stay) {
    return all(machine -> machine.stay() == stay).size();
  }

  private Machine any(Stay stay) {
    List<Machine> all = all(machine -> machine.stay() == stay);
    return all.get(random.nextInt(all.size()));
  }

  private List<Machine> all(Predicate<Machine> which) {
    return cluster.machines().stream().filter(which).toList();
  }

  /** A step that a machine takes. */
  @FunctionalInterface
  private interface Step {
    void take(Machine machine);
  }

  private void happened(TurnoverKind kind, Machine machine, Step step) {
    happened.merge(kind, 1, Integer::sum);
    cluster
        .witness()
        .trace()
        .note(
            queue.nowNanos(), InvariantViolatedException.NO_SEGMENT, () -> kind + " of " + machine);
    step.take(machine);
  }
}
