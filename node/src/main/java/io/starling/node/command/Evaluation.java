package io.starling.node.command;

/** Who evaluates a command. */
public sealed interface Evaluation {
  /** The primary of the segment that holds the keys. */
  record BySegment(SegmentCommand command, Split split) implements Evaluation {}

  /**
   * Whoever took the command, by asking every segment (or the next one, as SCAN does) with the
   * table's internal commands, whose names start with {@code segment.}.
   */
  record ByEverySegment() implements Evaluation {}

  /** The connection itself: no entry is touched. */
  record ByConnection() implements Evaluation {}

  /**
   * How a command whose keys lie in several segments is cut into one for each, and the replies
   * merged.
   */
  enum Split {
    /** Not at all: CROSSSLOT. */
    REFUSED,
    /** By key; the numbers replied are added up. */
    SUM,
    /** By key; the arrays replied are put back in the order of the keys. */
    IN_ORDER,
    /** By key and value; OK if all replied OK. */
    ALL_OK
  }
}
