package io.starling.gossip.status;

/** Whether a node means to stay. */
public enum Leave {
  /** It takes what it is given. */
  STAYS,
  /** It is about to stop, and gives its primary roles away; it keeps its copies. */
  STOPS,
  /** It is being emptied: its copies go elsewhere, too. */
  DRAINS,
  /** As DRAINS, and where there is no place for a copy the segment goes on with fewer. */
  EVACUATES;

  /** Whether nothing new is placed on it. */
  public boolean isLeaving() {
    return this != STAYS;
  }

  /** Whether its copies go elsewhere. */
  public boolean drains() {
    return this == DRAINS || this == EVACUATES;
  }
}
