package io.starling.node.admin;

/** Whether a segment is served, as the asked node knows it. */
public enum SegmentState {
  /** Its primary serves. */
  OPEN,
  /** Its primary gathers copies before it serves. */
  OPENING,
  /** Nobody serves it. */
  CLOSED
}
