package io.starling.forecast.shed;

/** How eagerly a cluster balances itself: sets the defaults of {@link Policy}. */
public enum Strategy {
  /** Few moves: bears some imbalance. */
  CONSERVATIVE,
  BALANCED,
  /** Follows the load quickly: for loads that change for good, and networks with room. */
  AGGRESSIVE
}
