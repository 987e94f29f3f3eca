package io.starling.antientropy.merkle;

/**
 * The order in which the keys of a segment are walked: by the low 32 bits of their placement hash,
 * read backwards. What shares its low bits then stands side by side, so that a slice of a store is
 * one unbroken run of positions, and so is a Merkle leaf, whatever number of slices the store has
 * or will have. A place in this order means the same on every node and before and after a store
 * grew.
 *
 * <p>A <em>position</em> is one of the 2^32 places, 0 to {@link #END} - 1. A <em>leaf</em> is the
 * low ten bits of the hash; its <em>rank</em> is its place among the leaves.
 */
public final class ScanOrder {
  /** Leaves of every tree. */
  public static final int LEAF_COUNT = 1024;

  /** One past the last position. */
  public static final long END = 1L << 32;

  private static final int LEAF_BITS = 10;
  private static final int RANK_SHIFT = 32 - LEAF_BITS;

  private ScanOrder() {}

  /** The position of a key with this placement hash. */
  public static long positionOf(long placementHash) {
    return Integer.toUnsignedLong(Integer.reverse((int) placementHash));
  }

  /** The leaf of a key with this placement hash, 0 to 1023. */
  public static int leafOf(long placementHash) {
    return (int) placementHash & (LEAF_COUNT - 1);
  }

  /** The rank of a leaf: 0 for the one walked first. */
  public static int rankOf(int leaf) {
    return Integer.reverse(leaf) >>> RANK_SHIFT;
  }

  /** The leaf of a rank; {@link #rankOf} is its own inverse. */
  public static int leafAt(int rank) {
    return rankOf(rank);
  }

  /** The first position of the leaf of a rank; of rank 1024, {@link #END}. */
  public static long firstPosition(int rank) {
    return (long) rank << RANK_SHIFT;
  }

  /** The slice that holds a position, in a store of {@code sliceCount} slices, a power of two. */
  public static int sliceAt(long position, int sliceCount) {
    return Integer.reverse((int) position) & (sliceCount - 1);
  }

  /** One past the last position of the slice that holds {@code position}. */
  public static long sliceEnd(long position, int sliceCount) {
    long width = END / sliceCount;
    return (position / width + 1) * width;
  }

  /**
   * One past the rank of the last leaf in the slice that holds the leaf of {@code rank}; the next
   * rank if a leaf is more than a slice.
   */
  public static int runEnd(int rank, int sliceCount) {
    int width = Math.max(1, LEAF_COUNT / sliceCount);
    return (rank / width + 1) * width;
  }
}
