package io.starling.antientropy.scrub;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.merkle.MerkleTree;
import io.starling.antientropy.merkle.ScanOrder;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Compares what a store holds with what its tree says, a slice a step. Within a step nothing else
 * changes the copy, so every difference is damage.
 */
public final class Scrubber {
  private final SegmentCopy copy;
  private int nextRank;

  public Scrubber(SegmentCopy copy) {
    this.copy = copy;
  }

  /**
   * Rereads the next slice, values included, and goes on with the first after the last.
   *
   * @return what is damaged in it; usually nothing
   */
  public List<ScrubFinding> step() {
    int fromRank = nextRank;
    int endRank = copy.runEnd(fromRank);
    nextRank = endRank % ScanOrder.LEAF_COUNT;
    List<ScrubFinding> findings = new ArrayList<>();
    MerkleTree found = new MerkleTree();
    copy.scanLeaves(
        fromRank,
        endRank,
        (leaf, key, header, value) -> {
          found.replace(key, null, header);
          checkValue(key, header, value, findings);
        });
    for (int rank = fromRank; rank < endRank; rank++) {
      checkLeaf(ScanOrder.leafAt(rank), found, findings);
    }
    return findings;
  }

  /** Whether the next step begins with the first slice again. */
  public boolean isAtStart() {
    return nextRank == 0;
  }

  private static void checkValue(
      Key key, EntryHeader header, Supplier<byte[]> value, List<ScrubFinding> findings) {
    byte[] bytes = value.get();
    if (bytes.length != header.valueLength() || Entry.hashValue(bytes) != header.valueHash()) {
      findings.add(new ScrubFinding.DamagedValue(key, header));
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
