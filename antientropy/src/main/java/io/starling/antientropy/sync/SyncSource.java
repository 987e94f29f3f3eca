package io.starling.antientropy.sync;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.merkle.ScanOrder;
import io.starling.antientropy.stream.FrameItem;
import io.starling.antientropy.stream.SegmentFrame;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write.KeyedEntry;
import io.starling.storage.segment.DamagedEntryException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the leaves that differ, frame by frame. All leaves of a slice are listed in one call, so
 * that what is listed is the state at one marker; long values are left in the store until their
 * turn comes, and are read once. If the entry has changed by then, what it has become is sent: it
 * is newer than the marker.
 */
final class SyncSource {
  private final SourceCopy source;
  private final SegmentCopy copy;
  private final int[] leaves;
  private final int frameBytes;
  private final OutgoingItems outgoing;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final Set<Version> batchesSent = new TreeSet<>();
  private int nextLeaf;
  private int leavesRead;

  /**
   * @param leaves the leaves to read, in scan order
   * @param frameBytes raw bytes of a frame
   */
  SyncSource(SourceCopy source, int[] leaves, int frameBytes) {
    this.source = source;
    this.copy = source.copy();
    this.leaves = leaves;
    this.frameBytes = frameBytes;
    this.outgoing = new OutgoingItems(frameBytes);
  }

  /**
   * The next frame; null after the last. Reads at most one slice (or one leaf, if that is more).
   *
   * @throws SyncException if an entry is damaged, or a batch too long to be collected
   */
  @Nullable SegmentFrame next() throws SyncException {
    if (steps.isEmpty() && outgoing.isEmpty()) {
      list();
    }
    FrameBuilder frame = new FrameBuilder(frameBytes);
    outgoing.moveInto(frame);
    while (outgoing.isEmpty() && !steps.isEmpty()) {
      take(steps.remove());
      outgoing.moveInto(frame);
    }
    return frame.isEmpty() ? null : frame.build();
  }

  /** Which part of the leaves is in the frames that were taken, or about to be, 0 to 1. */
  double partRead() {
    return leaves.length == 0 ? 1 : (double) leavesRead / leaves.length;
  }

  private void take(Step step) throws SyncException {
    switch (step) {
      case Mark mark -> {
        outgoing.add(mark.item());
        leavesRead += mark.item() instanceof FrameItem.LeafEnded ? 1 : 0;
      }
      case Listed listed -> take(listed);
    }
  }

  /** An entry goes with the rest of its batch while that is pending; not at all if it is gone. */
  private void take(Listed listed) throws SyncException {
    Entry entry = read(listed);
    if (entry == null) {
      return;
    }
    Version version = entry.version();
    if (entry.header().isBatch() && !batchesSent.contains(version)) {
      List<KeyedEntry> batch = source.pending().batchAt(version);
      if (!batch.isEmpty()) {
        checkLength(batch);
        outgoing.addBatch(batch);
        batchesSent.add(version);
        return;
      }
    }
    outgoing.add(new KeyedEntry(listed.key(), entry));
  }

  private static void checkLength(List<KeyedEntry> batch) throws SyncException {
    if (IncomingBatch.length(batch) > IncomingBatch.LENGTH_MAX) {
      throw new SyncException(SyncFailure.BATCH_TOO_LONG);
    }
  }

  /** Lists the leaves still wanted of the next slice that has any. */
  private void list() throws SyncException {
    if (nextLeaf == leaves.length) {
      return;
    }
    int fromRank = ScanOrder.rankOf(leaves[nextLeaf]);
    int endRank = copy.runEnd(fromRank);
    ListedLeaves listed = new ListedLeaves(fromRank, endRank);
    while (nextLeaf < leaves.length && ScanOrder.rankOf(leaves[nextLeaf]) < endRank) {
      listed.want(leaves[nextLeaf++]);
    }
    try {
      copy.scanLeaves(fromRank, endRank, listed::visit);
    } catch (DamagedEntryException damaged) {
      throw new SyncException(SyncFailure.SOURCE_DAMAGED);
    }
    // A scan passes over entries whose header is damaged: the other side would take them for gone.
    if (!listed.isComplete(copy.tree())) {
      throw new SyncException(SyncFailure.SOURCE_DAMAGED);
    }
    Version marker = source.marker().get();
    listed.forEach(
        (leaf, entries) -> {
          steps.add(new Mark(new FrameItem.LeafBegun(leaf, marker)));
          steps.addAll(entries);
          steps.add(new Mark(new FrameItem.LeafEnded(leaf)));
        });
  }

  private @Nullable Entry read(Listed listed) throws SyncException {
    byte[] value = listed.value();
    Entry entry = value == null ? read(listed.key()) : new Entry(listed.header(), value);
    if (entry != null && Entry.hashValue(entry.value()) != entry.header().valueHash()) {
      throw new SyncException(SyncFailure.SOURCE_DAMAGED);
    }
    return entry;
  }

  private @Nullable Entry read(Key key) throws SyncException {
    try {
      return copy.get(key);
    } catch (DamagedEntryException damaged) {
      throw new SyncException(SyncFailure.SOURCE_DAMAGED);
    }
  }

  /** What is to be sent next: a mark, or an entry that was listed. */
  sealed interface Step {}

  private record Mark(FrameItem item) implements Step {}

  /**
   * An entry, as it was when it was listed.
   *
   * @param value null if it is to be read when its turn comes
   */
  record Listed(Key key, EntryHeader header, byte @Nullable [] value) implements Step {}
}
