package io.starling.node.migration;

/** Why a copy is to move; a target is stricter with what can wait. */
public enum MoveKind {
  /** A segment has too few members, or one that will not come back. */
  FILL,
  /** A node that has next to nothing gets its fair share. */
  SPREAD,
  /** A node is to be emptied. */
  DRAIN,
  /** Load is spread. */
  BALANCE,
  /** A move has hurt: it is taken back, to where the copy still is. */
  UNDO,
  /** An operator wants it. */
  MANUAL
}
