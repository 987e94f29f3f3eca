package io.starling.chaos.simulation;

import io.starling.chaos.simulation.check.Invariant;
import io.starling.chaos.simulation.fault.FaultKind;
import io.starling.chaos.simulation.fault.TurnoverKind;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How the run of one seed went.
 *
 * @param digest of every step: the same for the same seed
 * @param virtualNanos that passed
 * @param steps events that happened
 * @param operations of clients
 * @param moves what became of segments
 * @param faults injected, by kind
 * @param turnover of machines, by kind
 * @param undecided keys on whose history the checker gave up
 * @param failure what was violated; null if nothing was
 */
public record RunReport(
    long seed,
    long digest,
    long virtualNanos,
    long steps,
    long operations,
    Moves moves,
    SortedMap<FaultKind, Integer> faults,
    SortedMap<TurnoverKind, Integer> turnover,
    List<String> undecided,
    @Nullable Failure failure) {

  /**
   * How segments moved.
   *
   * @param begun moves of copies that found room
   * @param turnedAway moves of copies that found none
   * @param undone moves of copies that were begun and given up
   * @param copiesMoved decisions that put other members in the place of present ones
   * @param balanced decisions for the sake of balance that came true
   * @param shedWanted how often a backup asked its primary to move a copy
   */
  public record Moves(
      long begun, long turnedAway, long undone, long copiesMoved, long balanced, long shedWanted) {
    /** Nothing moved. */
    public static final Moves NONE = new Moves(0, 0, 0, 0, 0, 0);

    /** Both together. */
    public Moves plus(Moves other) {
      return new Moves(
          begun + other.begun,
          turnedAway + other.turnedAway,
          undone + other.undone,
          copiesMoved + other.copiesMoved,
          balanced + other.balanced,
          shedWanted + other.shedWanted);
    }
  }

  /**
   * A violation.
   *
   * @param trace the last things that happened; empty unless the run recorded
   */
  public record Failure(Invariant invariant, String what, List<String> trace) {}
}
