package io.starling.chaos.moves;

import io.starling.chaos.arena.Arena;
import io.starling.chaos.arena.Operator;
import io.starling.chaos.moves.TrialRecord.End;
import io.starling.chaos.process.ClusterUnderTest;
import io.starling.chaos.process.Connections;
import io.starling.chaos.process.ServerProcess;
import io.starling.chaos.process.SmallDisk;
import io.starling.gossip.status.MovePhase;
import io.starling.node.admin.SegmentReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Moves one segment after the other, and hits each in the phase that its trial says. */
final class MoveTrials {
  private static final Duration READY_TIMEOUT = Duration.ofMinutes(2);

  /** A move may wait for its turn, and for what the node does of its own accord. */
  private static final Duration PHASE_TIMEOUT = Duration.ofSeconds(25);

  /** Within which a move ends by itself, once nothing is wrong any more. */
  private static final Duration END_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration NEWS_TIMEOUT = Duration.ofSeconds(10);

  /** Nodes move segments of their own accord as well. */
  private static final int CASTS_MAX = 5;

  private static final Duration HOLD = Duration.ofMillis(1_500);

  /** A target that stands still for so long cannot grant, and is not given up yet. */
  private static final Duration UNANSWERED = Duration.ofMillis(450);

  private static final int DELAY_MILLIS_MAX = 700;
  private static final int CUTS = 6;
  private static final int CUT_PAUSE_MILLIS = 150;
  private static final long DISK_BYTES_LEFT = 1 << 20;
  private static final long POLL_MILLIS = 100;

  private final Operator operator;
  private final ClusterUnderTest cluster;
  private final Casting casting;
  private final Optional<SmallDisk> disk;
  private final SplittableRandom random;
  private final PrintWriter progress;
  private final List<TrialRecord> records = new ArrayList<>();

  /**
   * @param disk of the last node, if it has one of its own
   */
  MoveTrials(Arena arena, Optional<SmallDisk> disk, long seed, PrintWriter progress)
      throws IOException {
    this.operator = arena.operator();
    this.cluster = arena.cluster();
    this.casting = new Casting(operator, cluster, seed);
    this.disk = disk;
    this.random = new SplittableRandom(seed);
    this.progress = progress;
  }

  /** What came of the trials so far. */
  List<TrialRecord> records() {
    return List.copyOf(records);
  }

  /**
   * Runs a trial, and waits until all is well again.
   *
   * @throws IOException if a node does not come back, with the end of its log
   */
  void run(Trial trial) throws IOException, InterruptedException {
    boolean roleOnly = isRoleOnly(trial);
    Optional<ServerProcess> target =
        trial.blow() == Blow.DISK ? Optional.of(cluster.members().getLast()) : Optional.empty();
    for (int cast = 0; cast < CASTS_MAX; cast++) {
      Optional<Parties> parties = casting.draw(roleOnly, target);
      if (parties.isEmpty()) {
        say(trial, "no segment can be moved so");
        return;
      }
      if (isRun(trial, parties.get(), roleOnly)) {
        return;
      }
    }
    say(trial, "each of %d segments changed its primary of itself".formatted(CASTS_MAX));
  }

  /** False if the segment changed its primary before its move could be ordered. */
  private boolean isRun(Trial trial, Parties parties, boolean roleOnly)
      throws IOException, InterruptedException {
    try (LogTail log = new LogTail(parties.source().log())) {
      if (!isOrdered(trial, parties)) {
        return false;
      }
      if (!approach(trial, parties, log)) {
        End end = awaitEnd(parties, roleOnly);
        say(trial, "segment %3d did not come so far in time: %s".formatted(parties.segment(), end));
        return true;
      }
      Instant moment = strike(trial, parties);
      List<String> lines = List.copyOf(log.lines());
      MovePhase phase = parties.course().phaseAt(lines, moment);
      Thread.sleep(HOLD.plusMillis(random.nextInt(DELAY_MILLIS_MAX)));
      long healedNanos = System.nanoTime();
      heal(trial, parties);
      cluster.awaitReady(READY_TIMEOUT);
      End end = awaitEnd(parties, roleOnly);
      note(trial, parties, phase, roleOnly, end, System.nanoTime() - healedNanos);
      return true;
    }
  }

  /** The primary role moves alone only through the last phases; there, every other time. */
  private boolean isRoleOnly(Trial trial) {
    boolean possible = trial.phase() == MovePhase.SEALED || trial.phase() == MovePhase.SWITCHING;
    return possible && random.nextBoolean();
  }

  /** Returns when the move is where it shall be hit; false if it does not come there in time. */
  private boolean approach(Trial trial, Parties parties, LogTail log)
      throws IOException, InterruptedException {
    if (trial.phase() == MovePhase.OFFERED) {
      Thread.sleep(UNANSWERED);
      return true;
    }
    long deadline = System.nanoTime() + PHASE_TIMEOUT.toNanos();
    boolean came = log.await(parties.course().beginningOf(trial.phase()), deadline);
    boolean lasts = trial.phase() == MovePhase.LOADING || trial.phase() == MovePhase.PROBATION;
    if (came && lasts) {
      Thread.sleep(random.nextInt(DELAY_MILLIS_MAX));
    }
    return came;
  }

  /** Orders the move; false if its source has ceased to be the primary since it was cast. */
  private boolean isOrdered(Trial trial, Parties parties) throws IOException, InterruptedException {
    boolean unanswered = trial.phase() == MovePhase.OFFERED;
    if (unanswered) {
      parties.target().pause();
    }
    try {
      String unused =
          operator.tell(
              parties.source(),
              "move",
              Map.of("segment", Integer.toString(parties.segment()), "to", parties.targetId()));
      return true;
    } catch (IOException refused) {
      if (unanswered) {
        parties.target().resume();
      }
      if (!isOver(parties)) {
        throw refused;
      }
      return false;
    }
  }

  /** Whether the epoch of the cast ends, as the nodes tell it, which takes gossip a moment. */
  private boolean isOver(Parties parties) throws InterruptedException {
    long deadline = System.nanoTime() + NEWS_TIMEOUT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Optional<SegmentReport> now = casting.segment(parties.segment());
      if (now.isPresent() && now.get().epoch() > parties.epoch()) {
        return true;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return false;
  }

  /** Returns the moment of the blow. */
  private Instant strike(Trial trial, Parties parties) throws IOException, InterruptedException {
    Instant moment = Instant.now();
    switch (trial.blow()) {
      case SOURCE, TARGET, THIRD, TWO -> {
        parties.victims(trial).forEach(ServerProcess::strike);
        parties.victims(trial).forEach(ServerProcess::kill);
        if (trial.phase() == MovePhase.OFFERED && parties.target().isRunning()) {
          parties.target().resume();
        }
      }
      case DISK -> smallDisk().fill(DISK_BYTES_LEFT);
      case CUT -> {
        for (int i = 0; i < CUTS; i++) {
          int unused = Connections.reset(parties.source().pid(), parties.target().pid());
          Thread.sleep(CUT_PAUSE_MILLIS);
        }
      }
    }
    return moment;
  }

  private void heal(Trial trial, Parties parties) throws IOException {
    switch (trial.blow()) {
      case SOURCE, TARGET, THIRD, TWO -> {
        for (ServerProcess victim : parties.victims(trial)) {
          victim.start();
        }
      }
      case DISK -> {
        smallDisk().empty();
        if (!parties.target().isRunning()) {
          parties.target().start();
        }
      }
      case CUT -> {}
    }
  }

  private SmallDisk smallDisk() {
    return disk.orElseThrow(() -> new IllegalStateException("no node has a disk of its own"));
  }

  /** Waits until nothing is under way for the segment any more. */
  private End awaitEnd(Parties parties, boolean roleOnly) throws InterruptedException {
    long deadline = System.nanoTime() + END_TIMEOUT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      if (!isUnderWay(parties.segment())) {
        Optional<SegmentReport> now = casting.segment(parties.segment());
        if (now.isPresent()) {
          return end(parties, now.get(), roleOnly);
        }
      }
      Thread.sleep(POLL_MILLIS);
    }
    return End.UNFINISHED;
  }

  private boolean isUnderWay(int segment) {
    return operator.nodes().stream()
        .flatMap(node -> node.load().moves().stream())
        .anyMatch(
            move ->
                move.segment() == segment && !move.phase().equals(Blow.word(MovePhase.PROBATION)));
  }

  private static End end(Parties parties, SegmentReport now, boolean roleOnly) {
    boolean there =
        roleOnly
            ? now.primary().equals(parties.targetId())
            : now.members().contains(parties.targetId());
    return there ? End.COMPLETED : End.UNDONE;
  }

  private void note(
      Trial trial, Parties parties, MovePhase phase, boolean roleOnly, End end, long nanos) {
    String nodes =
        String.join(
            " and ",
            parties.victims(trial).stream().map(victim -> victim.server().name()).toList());
    TrialRecord record =
        new TrialRecord(
            trial.phase(),
            phase,
            trial.blow(),
            parties.segment(),
            nodes,
            roleOnly,
            end,
            Duration.ofNanos(nanos).toMillis());
    records.add(record);
    say(
        trial,
        "segment %3d, hit while %s (%s%s): %s, all well after %,d ms"
            .formatted(
                parties.segment(),
                Blow.word(phase),
                nodes,
                roleOnly ? ", role only" : "",
                end.name().toLowerCase(Locale.ROOT),
                record.millis()));
  }

  private void say(Trial trial, String what) {
    progress.printf(
        "%3d  %-9s %-6s  %s%n",
        records.size(), Blow.word(trial.phase()), trial.blow().word(), what);
    progress.flush();
  }
}
