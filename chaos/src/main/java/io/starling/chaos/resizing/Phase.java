package io.starling.chaos.resizing;

/** The parts of a run, in their order. */
enum Phase {
  /** The virtual machines of nodes and clients compile what they need; not part of the result. */
  WARMING("warming up"),
  BEFORE("before"),
  /** From the start of another node until nothing moves to it any more. */
  JOINING("joining"),
  BETWEEN("between"),
  /** From the word to that node until it holds nothing and was stopped. */
  DRAINING("draining"),
  AFTER("after");

  private final String word;

  Phase(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
