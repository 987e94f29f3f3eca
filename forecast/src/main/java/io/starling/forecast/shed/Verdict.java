package io.starling.forecast.shed;

/** What became of a candidate, and why. */
public enum Verdict {
  TAKEN("taken"),
  TAKEN_IN_BATCH("taken, with others as one move"),
  NOT_CHOSEN("good, but another was chosen"),
  NO_DROP("the nodes would not be more even"),
  COST_OUTWEIGHS("costs more than it gains"),
  BELOW_BAR("gains less than the bar"),
  NOT_OVER("the node is as busy as the others, and the segment not over its threshold"),
  SELF_STANDS_STILL("the node is leaving, or does not trust its own view just now"),
  OUTSIDE_BUDGET("the node has moves enough under way, or has moved enough in this window"),
  SEGMENT_FROZEN("moved within the freeze"),
  ONE_HOT_KEY("most of its load is one key, and the target would be as busy with it"),
  HOT_ON_SATURATED("the node is saturated: it sheds what is cold, and primary roles"),
  MEMBER_MISSING("one of its members is away"),
  NOT_IN_SYNC("the target is not in sync"),
  TARGET_REFUSES("the target takes nothing: it is draining or leaving"),
  TARGET_DISTRUSTED("the target's word is not to be relied on"),
  TARGET_BUSY("a move to the target is under way, or its load has not shown up yet"),
  TARGET_DECLINED("the target declined it not long ago"),
  TARGET_FULL("it does not fit into the target's memory, disk or reserve"),
  TARGET_TOO_BUSY("the target is not less busy, or over its own threshold"),
  TARGET_OVERFILLED("the target would be busier than a node should be"),
  ZONE_TAKEN("another copy is in that zone, and another zone has room");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** In words, for people. */
  public String text() {
    return text;
  }
}
