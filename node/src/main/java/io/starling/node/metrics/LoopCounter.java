package io.starling.node.metrics;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A count that one thread writes and any thread reads. Without a fence or a locked instruction: a
 * reader may be late, never wrong.
 */
public final class LoopCounter {
  private final AtomicLong value = new AtomicLong();

  /** Counts one; only the thread that owns this counter. */
  public void increment() {
    add(1);
  }

  /** Counts several; only the thread that owns this counter. */
  public void add(long count) {
    value.setOpaque(value.getPlain() + count);
  }

  /** What was counted so far; any thread. */
  public long count() {
    return value.getOpaque();
  }
}
