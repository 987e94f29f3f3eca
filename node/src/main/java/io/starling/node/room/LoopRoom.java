package io.starling.node.room;

import io.starling.storage.eviction.EvictionPolicy;

/**
 * One loop's share in the room of its node. The loop measures all its copies from time to time and
 * notes what its own writes change in between, so that no write has to look at every segment.
 */
public final class LoopRoom {
  /** How far a backup goes beyond the limit: primaries must be the first to refuse. */
  private static final int BACKUP_MARGIN_DIVISOR = 8;

  /** How far a primary goes beyond the limit while it makes room. */
  private static final int EVICTING_MARGIN_DIVISOR = 32;

  private static final long ENTRY_BYTES_TYPICAL = 256;

  private final NodeRoom node;
  private final int loop;
  private long usedBytes;

  LoopRoom(NodeRoom node, int loop) {
    this.node = node;
    this.loop = loop;
  }

  /**
   * The copies of this loop take so many bytes.
   *
   * @param bytes of the copies of members
   * @param reserveBytes of all others, which count against no limit
   */
  public void measured(long bytes, long reserveBytes) {
    used(bytes);
    node.reserved(loop, reserveBytes);
  }

  private void used(long bytes) {
    usedBytes = bytes;
    node.used(loop, bytes);
  }

  /** A write made the copies of this loop larger, or smaller, by so many bytes. */
  public void changed(long bytes) {
    used(usedBytes + bytes);
  }

  /** What is given up when the limit is reached. */
  public EvictionPolicy policy() {
    return node.limit().policy();
  }

  /** Bytes that the node is over its limit; 0 if it is not. */
  public long excessBytes() {
    long limit = node.limit().bytes();
    return limit == 0 ? 0 : Math.max(0, node.usedBytes() - limit);
  }

  /** Whether a primary that is making room may go on writing meanwhile. */
  public boolean hasRoomWhileEvicting() {
    return excessBytes() <= node.limit().bytes() / EVICTING_MARGIN_DIVISOR;
  }

  /** Whether a backup takes writes that need memory. */
  public boolean hasRoomForBackup() {
    return excessBytes() <= node.limit().bytes() / BACKUP_MARGIN_DIVISOR;
  }

  /** Whether less than the reserve is free on the disk. */
  public boolean isDiskShort() {
    return node.isDiskShort();
  }

  /** About how many entries of this loop fit the limit; at least 1. */
  public long entriesExpected() {
    return 1 + node.limit().bytes() / ENTRY_BYTES_TYPICAL / node.loopCount();
  }
}
