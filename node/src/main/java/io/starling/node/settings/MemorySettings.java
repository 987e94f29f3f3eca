package io.starling.node.settings;

import io.starling.storage.eviction.EvictionPolicy;

/**
 * How much a node holds.
 *
 * @param maxmemoryBytes room for entries; 0: as much as the disk holds
 * @param policy what goes when that room is used up
 * @param reserveBytes room for segments on their way in, beside {@code maxmemoryBytes}
 */
public record MemorySettings(long maxmemoryBytes, EvictionPolicy policy, long reserveBytes) {
  private static final long MAXMEMORY_BYTES_MIN = 16L << 20;
  private static final long RESERVE_BYTES_MIN = 16L << 20;
  private static final long BYTES_MAX = 1L << 50;

  public MemorySettings {
    if (maxmemoryBytes != 0) {
      Range.check(Setting.MAXMEMORY, maxmemoryBytes, MAXMEMORY_BYTES_MIN, BYTES_MAX);
    }
    if (maxmemoryBytes == 0 && policy != EvictionPolicy.NOEVICTION) {
      throw new InvalidSettingException(
          Setting.MAXMEMORY,
          "an eviction policy needs a limit: give --maxmemory BYTES, such as 1gb");
    }
    Range.check(Setting.RESERVE, reserveBytes, RESERVE_BYTES_MIN, BYTES_MAX);
  }
}
