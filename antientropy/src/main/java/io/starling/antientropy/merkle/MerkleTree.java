package io.starling.antientropy.merkle;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A digest of a copy in two levels: {@link ScanOrder#LEAF_COUNT} leaves and a root. A leaf is the
 * sum, modulo 2^64, of the hashes of its entries, so that it does not depend on their order and a
 * write costs two hashes and no rescan. It detects accidents, not forgery: the peers of a segment
 * trust each other.
 *
 * <p>Two levels are enough: to compare leaves costs 8 KiB, once for each pair of copies that
 * differ.
 */
public final class MerkleTree {
  private final long[] leaves = new long[ScanOrder.LEAF_COUNT];
  private final int[] entryCounts = new int[ScanOrder.LEAF_COUNT];

  /**
   * Follows a change of one key.
   *
   * @param old what the key mapped to before; null if nothing
   * @param now what it maps to from now on; null if nothing
   */
  public void replace(Key key, @Nullable EntryHeader old, @Nullable EntryHeader now) {
    int leaf = ScanOrder.leafOf(key.placementHash());
    long keyHash = EntryHash.ofKey(key);
    long gone = old == null ? 0 : EntryHash.of(keyHash, old);
    long come = now == null ? 0 : EntryHash.of(keyHash, now);
    leaves[leaf] += come - gone;
    if (old == null && now != null) {
      entryCounts[leaf]++;
    } else if (old != null && now == null) {
      entryCounts[leaf]--;
    }
  }

  /** Forgets every entry. */
  public void clear() {
    Arrays.fill(leaves, 0);
    Arrays.fill(entryCounts, 0);
  }

  /** The sum of a leaf. */
  public long leaf(int leaf) {
    return leaves[leaf];
  }

  /** Number of entries under a leaf, tombstones included. */
  public int entryCount(int leaf) {
    return entryCounts[leaf];
  }

  /** Number of leaves with entries under them. */
  public int leavesInUse() {
    int count = 0;
    for (int entries : entryCounts) {
      count += entries > 0 ? 1 : 0;
    }
    return count;
  }

  /** A copy of all sums, by leaf. */
  public long[] leaves() {
    return leaves.clone();
  }

  /** XXH3-64 over the floor of the segment and all leaves. Takes about a microsecond. */
  public long root(Version floor) {
    HashStream64 stream = Hashing.xxh3_64().hashStream();
    stream.putLong(floor.epoch()).putLong(floor.sequence());
    for (long leaf : leaves) {
      stream.putLong(leaf);
    }
    return stream.getAsLong();
  }

  /**
   * The leaves that differ from those of another copy, in scan order.
   *
   * @param others the sums of the other copy by leaf, {@link ScanOrder#LEAF_COUNT} of them
   */
  public int[] differing(long[] others) {
    if (others.length != ScanOrder.LEAF_COUNT) {
      throw new IllegalArgumentException(
          "a tree has " + ScanOrder.LEAF_COUNT + " leaves, not " + others.length);
    }
    return IntStream.range(0, ScanOrder.LEAF_COUNT)
        .map(ScanOrder::leafAt)
        .filter(leaf -> leaves[leaf] != others[leaf])
        .toArray();
  }
}
