package io.starling.storage.id;

/**
 * How the hash slots of a cluster are cut into segments: equal runs of consecutive slots, their
 * number fixed when the cluster is founded.
 *
 * @param segmentCount a power of two, 1 to 16384
 */
public record SegmentLayout(int segmentCount) {
  public SegmentLayout {
    if (Integer.bitCount(segmentCount) != 1 || segmentCount < 1 || segmentCount > HashSlot.COUNT) {
      throw new IllegalArgumentException(
          "the number of segments is a power of two from 1 to 16384, not " + segmentCount);
    }
  }

  /** The segment that holds a hash slot. */
  public int segmentOfSlot(int slot) {
    return slot / slotsPerSegment();
  }

  /** The segment that holds a key. */
  public int segmentOfKey(byte[] key) {
    return segmentOfSlot(HashSlot.of(key));
  }

  /** The first slot of a segment. */
  public int firstSlot(int segment) {
    return segment * slotsPerSegment();
  }

  /** The last slot of a segment, itself included. */
  public int lastSlot(int segment) {
    return firstSlot(segment) + slotsPerSegment() - 1;
  }

  /** Slots in each segment. */
  public int slotsPerSegment() {
    return HashSlot.COUNT / segmentCount;
  }
}
