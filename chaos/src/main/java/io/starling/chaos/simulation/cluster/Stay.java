package io.starling.chaos.simulation.cluster;

/** Whether a machine belongs to the cluster. */
public enum Stay {
  /** It has not joined yet. */
  ABSENT,
  /** It belongs to the cluster, whether it runs or not. */
  PRESENT,
  /** It is to be emptied, and leaves then. */
  DRAINING,
  /** It has left for good, or died for good. */
  DEPARTED;

  /** Whether it may hold something. */
  public boolean isHere() {
    return this == PRESENT || this == DRAINING;
  }
}
