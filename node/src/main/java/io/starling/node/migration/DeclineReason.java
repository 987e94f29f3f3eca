package io.starling.node.migration;

/** Why a node takes no copy now. */
public enum DeclineReason {
  /** It is about to leave, or to be emptied. */
  LEAVING("it is leaving"),
  /** Its reserve has no room for so many bytes. */
  NO_ROOM("its reserve has no room"),
  /** As many copies as it takes at a time are on their way to it. */
  TOO_MANY("as many copies as it takes are on their way to it"),
  /** Another source's load is on its way to it, or has come and is not felt yet. */
  NOT_CAUGHT_UP("it has not felt the last move yet"),
  /** It is as busy as it may be. */
  BUSY("it is busy itself"),
  /** It holds a copy already, or the offer is of an epoch that has ended. */
  OUTDATED("the offer is out of date");

  private final String text;

  DeclineReason(String text) {
    this.text = text;
  }

  /** In words, for people. */
  public String text() {
    return text;
  }
}
