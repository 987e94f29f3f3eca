package io.starling.chaos.simulation.check;

/** Ends a run: something happened that must never happen. */
public final class InvariantViolatedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Stands for no segment in particular. */
  public static final int NO_SEGMENT = -1;

  private final Invariant invariant;
  private final int segment;

  public InvariantViolatedException(Invariant invariant, int segment, String what) {
    super(what);
    this.invariant = invariant;
    this.segment = segment;
  }

  public Invariant invariant() {
    return invariant;
  }

  /** Where it happened; {@link #NO_SEGMENT} if everywhere. */
  public int segment() {
    return segment;
  }
}
