package io.starling.antientropy.sync;

import io.starling.antientropy.merkle.MerkleTree;
import io.starling.antientropy.merkle.ScanOrder;
import io.starling.antientropy.sync.SyncSource.Listed;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The entries of the leaves that are wanted of one slice. */
final class ListedLeaves {
  /** Values up to this length are read while listing: cheaper than to find them again. */
  private static final int LISTED_VALUE_LENGTH_MAX = 1024;

  private final int fromRank;
  private final List<@Nullable List<Listed>> byRank = new ArrayList<>();
  private final MerkleTree found = new MerkleTree();

  ListedLeaves(int fromRank, int endRank) {
    this.fromRank = fromRank;
    for (int rank = fromRank; rank < endRank; rank++) {
      byRank.add(null);
    }
  }

  void want(int leaf) {
    byRank.set(ScanOrder.rankOf(leaf) - fromRank, new ArrayList<>());
  }

  /** Lists an entry if its leaf is wanted. */
  void visit(int leaf, Key key, EntryHeader header, Supplier<byte[]> value) {
    List<Listed> wanted = byRank.get(ScanOrder.rankOf(leaf) - fromRank);
    if (wanted != null) {
      boolean later = header.valueLength() > LISTED_VALUE_LENGTH_MAX;
      wanted.add(new Listed(key, header, later ? null : value.get()));
      found.replace(key, null, header);
    }
  }

  /** Whether what was listed is all that the leaves should hold. */
  boolean isComplete(MerkleTree tree) {
    boolean[] complete = {true};
    forEach((leaf, listed) -> complete[0] &= found.leaf(leaf) == tree.leaf(leaf));
    return complete[0];
  }

  /** Shows the wanted leaves in scan order. */
  void forEach(LeafListing leaves) {
    for (int i = 0; i < byRank.size(); i++) {
      List<Listed> listed = byRank.get(i);
      if (listed != null) {
        leaves.show(ScanOrder.leafAt(fromRank + i), listed);
      }
    }
  }

  /** Sees a leaf and what was listed of it. */
  @FunctionalInterface
  interface LeafListing {
    void show(int leaf, List<Listed> listed);
  }
}
