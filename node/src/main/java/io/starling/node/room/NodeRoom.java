package io.starling.node.room;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** What all loops of a node share of its memory and disk. Safe in any thread. */
public final class NodeRoom {
  private final AtomicReference<MemoryLimit> limit;
  private final AtomicLongArray usedByLoop;
  private final AtomicLongArray reservedByLoop;
  private volatile boolean diskShort;

  /**
   * @param loopCount loops of the node, at least 1
   */
  public NodeRoom(int loopCount, MemoryLimit limit) {
    this.usedByLoop = new AtomicLongArray(loopCount);
    this.reservedByLoop = new AtomicLongArray(loopCount);
    this.limit = new AtomicReference<>(limit);
  }

  /** Room without limits, for a node of so many loops. */
  public static NodeRoom unlimited(int loopCount) {
    return new NodeRoom(loopCount, MemoryLimit.NONE);
  }

  /** The limit in force. */
  public MemoryLimit limit() {
    return limit.get();
  }

  /** Puts another limit in force. */
  public void changeLimit(UnaryOperator<MemoryLimit> change) {
    limit.updateAndGet(change);
  }

  /** Bytes that the entries of all copies of this node take; a few milliseconds old at most. */
  public long usedBytes() {
    return sum(usedByLoop);
  }

  /** Bytes that copies on their way in, or out, take; a few milliseconds old at most. */
  public long reservedBytes() {
    return sum(reservedByLoop);
  }

  private static long sum(AtomicLongArray byLoop) {
    long sum = 0;
    for (int loop = 0; loop < byLoop.length(); loop++) {
      sum += byLoop.get(loop);
    }
    return sum;
  }

  /** Whether less than the reserve is free on the disk. */
  public boolean isDiskShort() {
    return diskShort;
  }

  /** Notes whether less than the reserve is free on the disk. */
  public void diskShort(boolean isShort) {
    diskShort = isShort;
  }

  /** The share of one loop, 0 to {@code loopCount - 1}. */
  public LoopRoom ofLoop(int loop) {
    return new LoopRoom(this, loop);
  }

  int loopCount() {
    return usedByLoop.length();
  }

  void reserved(int loop, long bytes) {
    reservedByLoop.lazySet(loop, bytes);
  }

  void used(int loop, long bytes) {
    usedByLoop.lazySet(loop, bytes);
  }
}
