package io.starling.chaos.simulation;

import io.starling.chaos.simulation.check.Invariant;
import io.starling.chaos.simulation.fault.FaultKind;
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
 * @param copiesMoved decisions that put other members in the place of present ones
 * @param faults injected, by kind
 * @param undecided keys on whose history the checker gave up
 * @param failure what was violated; null if nothing was
 */
public record RunReport(
    long seed,
    long digest,
    long virtualNanos,
    long steps,
    long operations,
    long copiesMoved,
    SortedMap<FaultKind, Integer> faults,
    List<String> undecided,
    @Nullable Failure failure) {

  /**
   * A violation.
   *
   * @param trace the last things that happened; empty unless the run recorded
   */
  public record Failure(Invariant invariant, String what, List<String> trace) {}
}
