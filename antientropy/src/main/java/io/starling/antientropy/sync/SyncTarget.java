package io.starling.antientropy.sync;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.stream.FrameItem;
import io.starling.antientropy.stream.FrameItem.BatchBegun;
import io.starling.antientropy.stream.FrameItem.EntryBegun;
import io.starling.antientropy.stream.FrameItem.EntryPart;
import io.starling.antientropy.stream.FrameItem.LeafBegun;
import io.starling.antientropy.stream.FrameItem.LeafEnded;
import io.starling.antientropy.stream.FrameItem.Shown;
import io.starling.antientropy.stream.SegmentFrame;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies frames to the copy that is changed, while writes of the primary go on arriving at it.
 * What gives way to what is the business of the {@link SyncMode}.
 *
 * <p>An entry that was purged must not come back with a frame that was on its way longer than the
 * purge. So a leaf taken before the last purge that arrived here is passed over; it will still
 * differ, and is taken again in the next round.
 *
 * <p>Of what comes in several frames, one entry and one batch at a time are held in memory until
 * they are whole; a session that breaks off loses them, and the copy has seen nothing of them.
 */
final class SyncTarget {
  private final SegmentCopy copy;
  private final SyncMode mode;
  private final HeldBack heldBack;
  private HeldKeys heldKeys;
  private @Nullable OpenLeaf open;
  private @Nullable IncomingBatch batch;
  private @Nullable IncomingEntry entry;

  SyncTarget(SegmentCopy copy, SyncMode mode, long heldBackBytesMax) {
    this.copy = copy;
    this.mode = mode;
    this.heldKeys = new HeldKeys(copy);
    this.heldBack = new HeldBack(heldBackBytesMax);
  }

  /**
   * Begins a round; takes over the floor of the source, if that is right about it at its marker.
   */
  void begin(Version floor, Version marker) {
    heldKeys = new HeldKeys(copy);
    Version held = copy.floor();
    boolean givesWay = !held.isAfter(mode.authority(marker)) || floor.isAfter(held);
    if (givesWay && !mode.ignores(floor)) {
      copy.replaceFloor(floor);
    }
  }

  /** Whether no leaf is half shown. */
  boolean isBetweenLeaves() {
    return open == null;
  }

  /**
   * Applies a frame; the next one must be the one that follows it.
   *
   * @throws SyncException if the frame makes no sense after those before it
   */
  void apply(SegmentFrame frame) throws SyncException {
    for (FrameItem item : frame.items()) {
      switch (item) {
        case LeafBegun begun -> begin(begun);
        case Shown shown -> arrived(shown.entry());
        case EntryBegun begun -> begin(begun);
        case EntryPart part -> add(part);
        case BatchBegun begun -> begin(begun);
        case LeafEnded ended -> end(openLeaf(), ended.leaf());
      }
    }
  }

  /** Ends a merge: applies what was held back. */
  void complete() {
    heldBack.release(entries -> replace(winners(null, entries)));
  }

  private OpenLeaf openLeaf() throws SyncException {
    OpenLeaf leaf = open;
    if (leaf == null || entry != null) {
      throw new SyncException(SyncFailure.FRAME_CORRUPT);
    }
    return leaf;
  }

  private void begin(LeafBegun begun) throws SyncException {
    if (open != null) {
      throw new SyncException(SyncFailure.FRAME_CORRUPT);
    }
    open = new OpenLeaf(begun.leaf(), begun.marker(), mode.authority(begun.marker()));
  }

  private void begin(EntryBegun begun) throws SyncException {
    OpenLeaf unused = openLeaf();
    entry = new IncomingEntry(begun);
  }

  private void begin(BatchBegun begun) throws SyncException {
    OpenLeaf unused = openLeaf();
    if (batch != null) {
      throw new SyncException(SyncFailure.FRAME_CORRUPT);
    }
    batch = new IncomingBatch(begun);
  }

  private void add(EntryPart part) throws SyncException {
    IncomingEntry incoming = entry;
    if (incoming == null) {
      throw new SyncException(SyncFailure.FRAME_CORRUPT);
    }
    incoming.add(part);
    if (incoming.isComplete()) {
      entry = null;
      arrived(incoming.entry());
    }
  }

  private void arrived(KeyedEntry whole) throws SyncException {
    OpenLeaf leaf = openLeaf();
    IncomingBatch incoming = batch;
    if (incoming == null) {
      show(leaf, whole);
      return;
    }
    incoming.add(whole);
    if (incoming.isComplete()) {
      batch = null;
      show(leaf, incoming.entries());
    }
  }

  private void show(OpenLeaf leaf, KeyedEntry only) throws SyncException {
    if (!isTaken(leaf, only)) {
      return;
    }
    EntryHeader held = copy.header(only.key());
    if (wins(leaf, only, held)) {
      copy.replace(only, held);
    }
  }

  /** Entries of one version are put together, in one journal record. */
  private void show(OpenLeaf leaf, List<KeyedEntry> together) throws SyncException {
    List<KeyedEntry> taken = new ArrayList<>(together.size());
    for (KeyedEntry each : together) {
      if (isTaken(leaf, each)) {
        taken.add(each);
      }
    }
    replace(winners(leaf, taken));
  }

  private boolean isTaken(OpenLeaf leaf, KeyedEntry shown) throws SyncException {
    Version version = shown.entry().version();
    if (leaf.covers(shown.key()) && !leaf.show(shown.key(), version)) {
      return false;
    }
    if (mode.ignores(version) || isStale(leaf)) {
      leaf.miss();
      return false;
    }
    if (mode.holdsBack(shown.entry().header())) {
      leaf.miss();
      heldBack.add(shown);
      return false;
    }
    return true;
  }

  private boolean isStale(OpenLeaf leaf) {
    return mode instanceof SyncMode.MakeEqual && copy.lastPurge().isAfter(leaf.marker());
  }

  private List<KeyedEntry> winners(@Nullable OpenLeaf leaf, List<KeyedEntry> together) {
    List<KeyedEntry> winners = new ArrayList<>(together.size());
    for (KeyedEntry each : together) {
      if (wins(leaf, each, copy.header(each.key()))) {
        winners.add(each);
      }
    }
    return winners;
  }

  private void replace(List<KeyedEntry> winners) {
    if (!winners.isEmpty()) {
      copy.replace(winners);
    }
  }

  /**
   * @param leaf that is open; null at the end of a merge
   */
  private boolean wins(@Nullable OpenLeaf leaf, KeyedEntry each, @Nullable EntryHeader held) {
    EntryHeader shown = each.entry().header();
    if (!shown.version().isAfter(copy.floor())) {
      if (leaf != null) {
        leaf.miss();
      }
      return false;
    }
    if (held == null || shown.version().isAfter(held.version())) {
      return true;
    }
    Version authority = leaf != null && leaf.covers(each.key()) ? leaf.authority() : Version.ZERO;
    return !held.version().isAfter(authority)
        && !held.equals(shown)
        && !isOvertaken(shown.version(), held.version(), authority);
  }

  /**
   * An open primary gave both versions itself. It shows the lower one only as part of a batch that
   * is not committed yet; what has replaced it since is held here already and may be acknowledged.
   */
  private boolean isOvertaken(Version shown, Version held, Version authority) {
    return mode instanceof SyncMode.MakeEqual
        && held.epoch() == authority.epoch()
        && held.isAfter(shown);
  }

  private void end(OpenLeaf leaf, int number) throws SyncException {
    if (leaf.leaf() != number || batch != null) {
      throw new SyncException(SyncFailure.FRAME_CORRUPT);
    }
    open = null;
    boolean holdsMore = !leaf.isAllOf(copy.tree().entryCount(number));
    if (holdsMore && !leaf.authority().equals(Version.ZERO) && !isStale(leaf)) {
      forgetUnshown(leaf);
    }
  }

  private void forgetUnshown(OpenLeaf leaf) {
    for (Key key : heldKeys.under(leaf.leaf())) {
      EntryHeader held = leaf.wasShown(key) ? null : copy.header(key);
      if (held != null && !held.version().isAfter(leaf.authority())) {
        copy.forget(key);
      }
    }
  }
}
