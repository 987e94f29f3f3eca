package io.starling.node.room;

import io.starling.storage.eviction.EvictionPolicy;

/**
 * How much the entries of a node may take, and what happens then.
 *
 * @param bytes of keys, values and overhead, tombstones not counted; 0 for no limit
 * @param policy what is given up when the limit is reached
 */
public record MemoryLimit(long bytes, EvictionPolicy policy) {
  /** As much as the disk holds. */
  public static final MemoryLimit NONE = new MemoryLimit(0, EvictionPolicy.NOEVICTION);

  public MemoryLimit {
    if (bytes < 0) {
      throw new IllegalArgumentException("a limit is not negative: " + bytes);
    }
  }

  /** The same policy with another limit. */
  public MemoryLimit withBytes(long otherBytes) {
    return new MemoryLimit(otherBytes, policy);
  }

  /** The same limit with another policy. */
  public MemoryLimit withPolicy(EvictionPolicy otherPolicy) {
    return new MemoryLimit(bytes, otherPolicy);
  }
}
