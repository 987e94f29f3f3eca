package io.starling.node.balance;

import java.util.ArrayDeque;
import java.util.List;

/** The last decisions of this node, newest last. Safe in any thread. */
public final class DecisionLog {
  private static final int LENGTH_MAX = 500;

  private final ArrayDeque<Entry> entries = new ArrayDeque<>();

  /**
   * Something that was decided, or came of it.
   *
   * @param atMillis wall-clock time
   * @param segment that it is about
   * @param what in a sentence
   */
  public record Entry(long atMillis, int segment, String what) {}

  synchronized void add(Entry entry) {
    if (entries.size() == LENGTH_MAX) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }

  /** What is remembered. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }
}
