package io.starling.node.migration;

/** Why a copy is to move; a target is stricter with what can wait. */
public enum MoveKind {
  /** A segment has too few members, or one that will not come back. */
  FILL,
  /** A node is to be emptied. */
  DRAIN,
  /** Load is spread. */
  BALANCE,
  /** An operator wants it. */
  MANUAL
}
