package io.starling.gossip.status;

/** Why a segment moves. */
public enum MoveCause {
  /** It has too few members, or one that will not come back. */
  FILL,
  /** A node is being emptied, or is about to stop. */
  DRAIN,
  /** Load is spread. */
  BALANCE,
  /** An operator wants it. */
  MANUAL,
  /** Another node has brought it about. */
  UNKNOWN
}
