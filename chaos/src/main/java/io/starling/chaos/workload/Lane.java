package io.starling.chaos.workload;

import io.starling.chaos.history.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * One hash slot under load. Hands out the keys of the current generation, and starts a new one when
 * that has seen enough. Safe for use by many threads.
 */
final class Lane {
  private static final int UNKNOWN_MAX = 6;

  private final String tag;
  private final int operationsMax;
  private final List<Generation> retiring = new ArrayList<>();
  private Generation current;

  /**
   * @param operationsMax in a generation; what is under way when it is reached comes on top
   */
  Lane(String tag, int operationsMax) {
    this.tag = tag;
    this.operationsMax = operationsMax;
    this.current = new Generation(new KeyFamily(tag, 0));
  }

  /** Announces a call; to be followed by {@link #leave}. */
  synchronized Generation enter() {
    if (current.size() >= operationsMax || current.unknown() >= UNKNOWN_MAX) {
      retiring.add(current);
      current = new Generation(new KeyFamily(tag, current.keys().generation() + 1));
    }
    current.begin();
    return current;
  }

  /**
   * Records a call that was announced.
   *
   * @return whether the generation is over: nothing is under way, and nothing will be
   */
  synchronized boolean leave(Generation generation, Operation operation) {
    generation.end(operation);
    return generation.isIdle() && retiring.remove(generation);
  }

  /** The generation that was under load last, and any that never became idle. */
  synchronized List<Generation> unfinished() {
    List<Generation> unfinished = new ArrayList<>(retiring);
    unfinished.add(current);
    return unfinished;
  }
}
