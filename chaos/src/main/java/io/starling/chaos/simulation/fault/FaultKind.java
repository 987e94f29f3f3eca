package io.starling.chaos.simulation.fault;

/** The kinds of things that go wrong. */
public enum FaultKind {
  /** A process dies and comes back after a while. */
  CRASH,
  /** A machine loses power: what was not synced may be lost. */
  POWER_LOSS,
  /** The whole cluster loses power at once; only where each write is synced. */
  BLACKOUT,
  /** A machine gets an empty disk and is another node from then on. */
  WIPE,
  /** A disk fails to sync. */
  FAILING_DISK,
  /** Syncs take long. */
  SLOW_DISK,
  /** A disk has no room for anything new for a while. */
  FULL_DISK,
  /** A process is stopped and goes on later. */
  PAUSE,
  /** Some machines do not reach the others, nor the others them. */
  PARTITION,
  /** A link delivers nothing in one direction. */
  ONE_WAY_PARTITION,
  /** Messages get lost. */
  LOSS,
  /** Messages take long. */
  DELAY,
  /** Messages arrive twice. */
  DUPLICATION,
  /** Messages overtake each other. */
  REORDERING,
  /** A monotonic clock changes its rate. */
  CLOCK_DRIFT,
  /** Somebody sets a wall clock. */
  WALL_CLOCK_JUMP
}
