package io.starling.chaos.simulation.client;

import java.util.List;

/**
 * A few keys that clients work on for a while; then the slot goes on to fresh ones, because a
 * history of one key with many unknown outcomes is hard to judge.
 */
final class KeySlot {
  private static final int USES_MAX = 60;

  /** An unknown outcome is worth so many known ones. */
  private static final int UNKNOWN_WEIGHT = 12;

  private final KeyKind kind;
  private final int segment;
  private final String stem;
  private int generation;
  private int uses;

  /**
   * @param stem begins every key of this slot; its hash tag places them in the segment
   */
  KeySlot(KeyKind kind, int segment, String stem) {
    this.kind = kind;
    this.segment = segment;
    this.stem = stem;
  }

  KeyKind kind() {
    return kind;
  }

  int segment() {
    return segment;
  }

  /** Uses the keys once more. */
  List<String> use() {
    if (++uses > USES_MAX) {
      uses = 1;
      generation++;
    }
    return kind == KeyKind.PAIR ? List.of(name("a"), name("b")) : List.of(name(""));
  }

  /** The outcome of a use did not become known. */
  void outcomeUnknown() {
    uses += UNKNOWN_WEIGHT;
  }

  private String name(String suffix) {
    return stem + kind + "." + generation + suffix;
  }
}
