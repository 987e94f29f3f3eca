package io.starling.antientropy.scrub;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.merkle.MerkleTree;
import io.starling.antientropy.merkle.ScanOrder;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.segment.DamagedEntryException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Compares what a store holds with what its tree says, a slice a step. Within a step nothing else
 * changes the copy, so every difference is damage.
 */
public final class Scrubber {
  /** Bytes of values that a step rereads, but for the last one of them. */
  static final long VALUE_BYTES_MAX = 4L << 20;

  private final SegmentCopy copy;
  private int nextRank;
  private long valueBytesDone;

  public Scrubber(SegmentCopy copy) {
    this.copy = copy;
  }

  /**
   * Rereads the next slice, values included, and goes on with the first after the last. A slice
   * with long values takes several steps.
   *
   * @return what is damaged in it; usually nothing
   */
  public List<ScrubFinding> step() {
    int fromRank = nextRank;
    int endRank = copy.runEnd(fromRank);
    ValueWindow window = new ValueWindow(valueBytesDone);
    List<ScrubFinding> findings = new ArrayList<>();
    MerkleTree found = new MerkleTree();
    copy.scanLeaves(
        fromRank,
        endRank,
        (leaf, key, header, value) -> {
          found.replace(key, null, header);
          if (window.takes(header.valueLength())) {
            checkValue(key, header, value, findings);
          }
        });
    valueBytesDone = window.isLast() ? 0 : window.end();
    nextRank = window.isLast() ? endRank % ScanOrder.LEAF_COUNT : fromRank;
    for (int rank = fromRank; rank < endRank; rank++) {
      checkLeaf(ScanOrder.leafAt(rank), found, findings);
    }
    return findings;
  }

  /** Whether the next step begins with the first slice again. */
  public boolean isAtStart() {
    return nextRank == 0 && valueBytesDone == 0;
  }

  /** The values of a slice, in the order of the scan, that one step rereads. */
  private static final class ValueWindow {
    private final long start;
    private long seen;

    ValueWindow(long start) {
      this.start = start;
    }

    boolean takes(int valueLength) {
      boolean inside = seen >= start && seen < end();
      seen += valueLength;
      return inside;
    }

    long end() {
      return start + VALUE_BYTES_MAX;
    }

    boolean isLast() {
      return seen <= end();
    }
  }

  private static void checkValue(
      Key key, EntryHeader header, Supplier<byte[]> value, List<ScrubFinding> findings) {
    if (!isSound(header, value)) {
      findings.add(new ScrubFinding.DamagedValue(key, header));
    }
  }

  private static boolean isSound(EntryHeader header, Supplier<byte[]> value) {
    try {
      byte[] bytes = value.get();
      return bytes.length == header.valueLength() && Entry.hashValue(bytes) == header.valueHash();
    } catch (DamagedEntryException damaged) {
      return false;
    }
  }

  private void checkLeaf(int leaf, MerkleTree found, List<ScrubFinding> findings) {
    long expectedSum = copy.tree().leaf(leaf);
    long foundSum = found.leaf(leaf);
    if (expectedSum != foundSum) {
      findings.add(new ScrubFinding.DamagedLeaf(leaf, expectedSum, foundSum));
    }
  }
}
