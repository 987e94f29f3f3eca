package io.starling.storage.segment;

/**
 * How much a store holds, or is to hold. An estimate that is wrong costs time or room, nothing
 * else.
 *
 * @param entries number of keys, tombstones included
 * @param bytes that keys, headers and the values that do not lie in parts take
 */
public record StoreExtent(long entries, long bytes) {
  /** Nothing that is known of. */
  public static final StoreExtent UNKNOWN = new StoreExtent(0, 0);

  public StoreExtent {
    if (entries < 0 || bytes < 0) {
      throw new IllegalArgumentException(entries + " entries in " + bytes + " bytes");
    }
  }
}
