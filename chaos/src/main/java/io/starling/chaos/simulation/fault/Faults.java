package io.starling.chaos.simulation.fault;

import io.starling.chaos.simulation.check.InvariantViolatedException;
import io.starling.chaos.simulation.cluster.Cluster;
import io.starling.chaos.simulation.cluster.Machine;
import io.starling.chaos.simulation.world.EventQueue;
import io.starling.chaos.simulation.world.LinkQuality;
import io.starling.chaos.simulation.world.SkewedClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lets things go wrong, one after the other, each for a while; some at the same time. Which kinds
 * there are at all, and how often, is drawn first.
 */
public final class Faults {
  private static final long MILLI = 1_000_000;

  /** After so many faults a run is left alone, so that its clients come to an end. */
  private static final int COUNT_MAX = 200;

  private final Cluster cluster;
  private final EventQueue queue;
  private final SplittableRandom random;
  private final LossBudget budget;
  private final List<FaultKind> kinds = new ArrayList<>();
  private final EnumMap<FaultKind, Integer> injected = new EnumMap<>(FaultKind.class);
  private final long intervalNanosMax;
  private final long durationNanosMax;
  private final int percentAtTransition;
  private boolean stopped;

  public Faults(Cluster cluster, LossBudget budget, SplittableRandom random) {
    this.cluster = cluster;
    this.queue = cluster.queue();
    this.random = random;
    this.budget = budget;
    int percent = random.nextInt(15, 85);
    for (FaultKind kind : FaultKind.values()) {
      if (kind == FaultKind.CRASH || random.nextInt(100) < percent) {
        kinds.add(kind);
      }
    }
    this.intervalNanosMax = random.nextLong(200 * MILLI, 3000 * MILLI);
    this.durationNanosMax = random.nextLong(300 * MILLI, 6000 * MILLI);
    this.percentAtTransition = random.nextBoolean() ? 0 : random.nextInt(1, 25);
    cluster.witness().transitions().watch(unused -> strikeAtTransition());
  }

  /** Much of what can go wrong goes wrong only just after something else has happened. */
  private void strikeAtTransition() {
    if (random.nextInt(100) < percentAtTransition) {
      queue.after(1 + random.nextLong(1 + random.nextLong(20 * MILLI)), this::injectOne);
    }
  }

  private void injectOne() {
    if (!stopped && count() < COUNT_MAX) {
      inject(kinds.get(random.nextInt(kinds.size())));
    }
  }

  /** Begins. */
  public void start() {
    budget.watch();
    next();
  }

  private void next() {
    queue.after(
        1 + random.nextLong(intervalNanosMax),
        () -> {
          if (!stopped) {
            injectOne();
            next();
          }
        });
  }

  /** Ends all that is wrong; nothing goes wrong any more. */
  public void stop() {
    stopped = true;
    cluster.network().heal();
    for (Machine machine : cluster.machines()) {
      machine.disk().setLatency(healthyLatencyNanos());
      machine.disk().setFull(false);
      machine.resume();
      machine.start();
    }
  }

  /** How often each kind of thing went wrong. */
  public EnumMap<FaultKind, Integer> injected() {
    return injected;
  }

  /** How often something went wrong. */
  public int count() {
    return injected.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void inject(FaultKind kind) {
    Machine machine = cluster.machines().get(random.nextInt(cluster.machines().size()));
    boolean done =
        switch (kind) {
          case CRASH -> down(machine, machine::crash);
          case POWER_LOSS -> mayLosePower(machine) && down(machine, () -> losePower(machine));
          case BLACKOUT -> cluster.character().syncsEachWrite() && blackout();
          case WIPE -> budget.spendOn(machine) && down(machine, machine::wipe);
          case FAILING_DISK -> budget.spendOn(machine) && down(machine, machine::failSync);
          case SLOW_DISK -> slowDisk(machine);
          case FULL_DISK -> cluster.character().disksFill() && fillDisk(machine);
          case PAUSE -> pause(machine);
          case PARTITION -> partition();
          case ONE_WAY_PARTITION -> cut(machine.index(), another(machine));
          case LOSS -> sicken(LinkQuality.HEALTHY.losing(random.nextInt(1, 60)));
          case DELAY -> sicken(LinkQuality.HEALTHY.slower(random.nextLong(300 * MILLI)));
          case DUPLICATION -> sicken(LinkQuality.HEALTHY.repeating(random.nextInt(5, 60)));
          case REORDERING ->
              sicken(
                  LinkQuality.HEALTHY.reordering(
                      random.nextInt(5, 100), random.nextLong(1 + 500 * MILLI)));
          case CLOCK_DRIFT -> drift(machine);
          case WALL_CLOCK_JUMP -> jump(machine);
        };
    if (done) {
      injected.merge(kind, 1, Integer::sum);
      cluster
          .witness()
          .trace()
          .note(
              queue.nowNanos(),
              InvariantViolatedException.NO_SEGMENT,
              () -> "FAULT " + kind + " at " + machine);
    }
  }

  private boolean mayLosePower(Machine machine) {
    return cluster.character().syncsEachWrite() || budget.spendOn(machine);
  }

  /**
   * An entry is lost if its page is torn on all machines at once: nobody promises to survive it.
   */
  private void losePower(Machine machine) {
    machine.losePower(random.nextBoolean() && budget.spendOn(machine));
  }

  private boolean down(Machine machine, Runnable fault) {
    fault.run();
    later(machine::start);
    return true;
  }

  private boolean blackout() {
    cluster.machines().forEach(machine -> down(machine, () -> losePower(machine)));
    return true;
  }

  private boolean slowDisk(Machine machine) {
    machine.disk().setLatency(random.nextLong(10 * MILLI, 1500 * MILLI));
    later(() -> machine.disk().setLatency(healthyLatencyNanos()));
    return true;
  }

  private boolean fillDisk(Machine machine) {
    machine.disk().setFull(true);
    later(() -> machine.disk().setFull(false));
    return true;
  }

  private long healthyLatencyNanos() {
    return cluster.character().diskLatencyMax().toNanos();
  }

  private boolean pause(Machine machine) {
    machine.pause(1 + random.nextLong(Duration.ofSeconds(3).toNanos()));
    return true;
  }

  private boolean partition() {
    int sides = random.nextInt(1, (1 << cluster.network().machines()) - 1);
    for (int from = 0; from < cluster.network().machines(); from++) {
      for (int to = 0; to < cluster.network().machines(); to++) {
        if ((sides >> from & 1) != (sides >> to & 1)) {
          cut(from, to);
        }
      }
    }
    return true;
  }

  private boolean cut(int from, int to) {
    cluster.network().setCut(from, to, true);
    later(() -> cluster.network().setCut(from, to, false));
    return true;
  }

  private int another(Machine machine) {
    int step = random.nextInt(1, cluster.machines().size());
    return (machine.index() + step) % cluster.machines().size();
  }

  /** Makes some links, or all of them, sick. */
  private boolean sicken(LinkQuality quality) {
    int percent = random.nextInt(20, 130);
    for (int from = 0; from < cluster.network().machines(); from++) {
      for (int to = 0; to < cluster.network().machines(); to++) {
        if (random.nextInt(100) < percent) {
          sicken(from, to, quality);
        }
      }
    }
    return true;
  }

  private void sicken(int from, int to, LinkQuality quality) {
    cluster.network().setQuality(from, to, quality);
    later(() -> cluster.network().setQuality(from, to, LinkQuality.HEALTHY));
  }

  private boolean drift(Machine machine) {
    int max = SkewedClock.DRIFT_MAX_PPM;
    machine.clock().drift(queue.nowNanos(), random.nextInt(-max, max + 1));
    return true;
  }

  private boolean jump(Machine machine) {
    machine.clock().jumpWall(random.nextLong(-3000, 3000));
    return true;
  }

  private void later(Runnable end) {
    queue.after(1 + random.nextLong(durationNanosMax), end);
  }
}
