package io.starling.antientropy.sync;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.stream.FrameItem.LeafBegun;
import io.starling.antientropy.stream.FrameItem.LeafEnded;
import io.starling.antientropy.stream.FrameItem.Shown;
import io.starling.antientropy.stream.SegmentFrame;
import io.starling.storage.entry.Entry;
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
 */
final class SyncTarget {
  private final SegmentCopy copy;
  private final SyncMode mode;
  private final HeldBack heldBack;
  private final List<KeyedEntry> batch = new ArrayList<>();
  private HeldKeys heldKeys;
  private @Nullable OpenLeaf open;

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
    for (var item : frame.items()) {
      switch (item) {
        case LeafBegun begun -> begin(begun);
        case Shown shown -> show(openLeaf(), shown.entry());
        case LeafEnded ended -> end(openLeaf(), ended.leaf());
      }
    }
    applyBatch();
  }

  /** Ends a merge: applies what was held back. */
  void complete() {
    heldBack.release(
        entries -> {
          batch.addAll(entries);
          applyBatch();
        });
  }

  private OpenLeaf openLeaf() throws SyncException {
    if (open == null) {
      throw new SyncException(SyncFailure.FRAME_CORRUPT);
    }
    return open;
  }

  private void begin(LeafBegun begun) throws SyncException {
    if (open != null) {
      throw new SyncException(SyncFailure.FRAME_CORRUPT);
    }
    open = new OpenLeaf(begun.leaf(), begun.marker(), mode.authority(begun.marker()));
  }

  private void show(OpenLeaf leaf, KeyedEntry entry) throws SyncException {
    Version version = entry.entry().version();
    if (leaf.covers(entry.key()) && !leaf.show(entry.key(), version)) {
      return;
    }
    if (mode.ignores(version) || isStale(leaf)) {
      leaf.miss();
      return;
    }
    if (mode.holdsBack(entry.entry().header())) {
      leaf.miss();
      heldBack.add(entry);
      return;
    }
    if (!batch.isEmpty() && !batch.get(0).entry().version().equals(version)) {
      applyBatch();
    }
    batch.add(entry);
  }

  private boolean isStale(OpenLeaf leaf) {
    return mode instanceof SyncMode.MakeEqual && copy.lastPurge().isAfter(leaf.marker());
  }

  /** Entries of one version are put together, in one journal record. */
  private void applyBatch() {
    Version authority = open == null ? Version.ZERO : open.authority();
    List<KeyedEntry> winners = new ArrayList<>(batch.size());
    for (KeyedEntry each : batch) {
      boolean listed = open != null && open.covers(each.key());
      if (wins(each.key(), each.entry(), listed ? authority : Version.ZERO)) {
        winners.add(each);
      }
    }
    batch.clear();
    if (!winners.isEmpty()) {
      copy.replace(winners);
    }
  }

  private boolean wins(Key key, Entry shown, Version authority) {
    if (!shown.version().isAfter(copy.floor())) {
      if (open != null) {
        open.miss();
      }
      return false;
    }
    EntryHeader held = copy.header(key);
    if (held == null || shown.version().isAfter(held.version())) {
      return true;
    }
    return !held.version().isAfter(authority)
        && !held.equals(shown.header())
        && !isOvertaken(shown, held.version(), authority);
  }

  /**
   * An open primary gave both versions itself. It shows the lower one only as part of a batch that
   * is not committed yet; what has replaced it since is held here already and may be acknowledged.
   */
  private boolean isOvertaken(Entry shown, Version held, Version authority) {
    return mode instanceof SyncMode.MakeEqual
        && held.epoch() == authority.epoch()
        && held.isAfter(shown.version());
  }

  private void end(OpenLeaf leaf, int number) throws SyncException {
    if (leaf.leaf() != number) {
      throw new SyncException(SyncFailure.FRAME_CORRUPT);
    }
    applyBatch();
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
