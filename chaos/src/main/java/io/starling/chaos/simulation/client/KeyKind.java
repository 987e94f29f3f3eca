package io.starling.chaos.simulation.client;

/** What a key is used for; a kind never changes, so that the history stays easy to judge. */
enum KeyKind {
  /** Overwritten, removed. */
  REGISTER,
  /** Counted up. */
  COUNTER,
  /** Appended to. */
  LOG,
  /** Two keys of one segment that are often written together. */
  PAIR,
  /** Set with a deadline. */
  EXPIRING
}
