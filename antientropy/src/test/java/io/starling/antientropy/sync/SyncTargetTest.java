package io.starling.antientropy.sync;

import static io.starling.antientropy.copy.Samples.at;
import static io.starling.antientropy.copy.Samples.batch;
import static io.starling.antientropy.copy.Samples.key;
import static io.starling.antientropy.copy.Samples.put;
import static io.starling.antientropy.copy.Samples.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.starling.antientropy.copy.FakeLog;
import io.starling.antientropy.copy.FakeStore;
import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.merkle.ScanOrder;
import io.starling.antientropy.stream.FrameItem;
import io.starling.antientropy.stream.FrameItem.BatchBegun;
import io.starling.antientropy.stream.FrameItem.EntryBegun;
import io.starling.antientropy.stream.FrameItem.EntryPart;
import io.starling.antientropy.stream.FrameItem.LeafBegun;
import io.starling.antientropy.stream.FrameItem.LeafEnded;
import io.starling.antientropy.stream.FrameItem.Shown;
import io.starling.antientropy.stream.SegmentFrame;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes in several frames, whole or in an order that makes no sense. */
class SyncTargetTest {
  private static final Key KEY = key(1);
  private static final int LEAF = ScanOrder.leafOf(KEY.placementHash());
  private static final LeafBegun LEAF_BEGUN = new LeafBegun(LEAF, at(1, 9));
  private static final LeafEnded LEAF_ENDED = new LeafEnded(LEAF);
  private static final Entry ENTRY = value(at(1, 2), "a value in parts");
  private static final EntryBegun BEGUN = new EntryBegun(KEY, ENTRY.header());
  private static final Write.Put BATCH = batch(at(1, 5), "together", key(1), key(2), key(3));
  private static final BatchBegun BATCH_BEGUN = new BatchBegun(BATCH.version(), 3);

  private final FakeStore store = new FakeStore();
  private final FakeLog log = new FakeLog();
  private final SegmentCopy copy = SegmentCopy.open(0, store, log, Version.ZERO);
  private final SyncTarget target = new SyncTarget(copy, new SyncMode.MakeEqual(), 1000);

  @Test
  void anEntryIsAppliedWhenItsLastPartHasCome() throws SyncException {
    receive(LEAF_BEGUN, BEGUN, part(0, 3));
    receive(part(3, 10));
    assertEquals(0, store.entryCount());
    receive(part(10, 16), LEAF_ENDED);
    assertEquals(ENTRY, copy.get(KEY));
  }

  @Test
  void partsInAnotherOrderDoNotHaveTheHash() throws SyncException {
    receive(LEAF_BEGUN, BEGUN, part(3, 16));
    refuse(part(0, 3));
    assertEquals(0, store.entryCount());
  }

  @Test
  void refusesAPartThatIsLongerThanWhatIsMissing() throws SyncException {
    receive(LEAF_BEGUN, BEGUN, part(0, 10));
    refuse(part(3, 10));
  }

  @Test
  void refusesAPartOfNothing() throws SyncException {
    receive(LEAF_BEGUN);
    refuse(part(0, 3));
  }

  @Test
  void refusesWhateverElseComesBetweenTheParts() {
    for (FrameItem item :
        List.of(
            BEGUN, BATCH_BEGUN, LEAF_ENDED, LEAF_BEGUN, new Shown(new KeyedEntry(KEY, ENTRY)))) {
      refuse(LEAF_BEGUN, BEGUN, part(0, 3), item);
    }
  }

  @Test
  void refusesAnEntryAndABatchOutsideOfALeaf() {
    refuse(BEGUN);
    refuse(BATCH_BEGUN);
  }

  @Test
  void aBatchIsAppliedInOnePieceWhenAllOfItHasCome() throws SyncException {
    Entry first = BATCH.entries().get(0).entry();
    receive(LEAF_BEGUN, BATCH_BEGUN, new EntryBegun(key(1), first.header()));
    receive(new EntryPart(first.value()), new Shown(BATCH.entries().get(1)));
    assertEquals(0, store.entryCount());
    receive(new Shown(BATCH.entries().get(2)), LEAF_ENDED);
    assertEquals(3, store.entryCount());
    assertEquals(List.of(BATCH), log.writes());
  }

  @Test
  void refusesWhateverElseComesWithinABatch() {
    KeyedEntry other = new KeyedEntry(key(4), value(at(1, 6), "of another version"));
    for (FrameItem item : List.of(BATCH_BEGUN, LEAF_ENDED, LEAF_BEGUN, new Shown(other))) {
      refuse(LEAF_BEGUN, BATCH_BEGUN, new Shown(BATCH.entries().get(0)), item);
    }
  }

  @Test
  void refusesABatchThatGetsTooLong() throws SyncException {
    byte[] value = new byte[Entry.VALUE_LENGTH_MAX - 100];
    Entry entry = Entry.of(at(1, 5), EntryHeader.NEVER, EntryHeader.BATCH, value);
    receive(LEAF_BEGUN, BATCH_BEGUN, new Shown(new KeyedEntry(key(1), entry)));
    receive(new Shown(new KeyedEntry(key(2), entry)));
    refuse(new Shown(new KeyedEntry(key(3), entry)));
    assertEquals(0, store.entryCount());
  }

  @Test
  void aPurgeBetweenTheFramesOfABatchLeavesNoHalfOfIt() throws SyncException {
    receive(LEAF_BEGUN, BATCH_BEGUN, new Shown(BATCH.entries().get(0)));
    copy.apply(put(key(9), Entry.tombstone(at(1, 10), 0)));
    copy.apply(new Write.Purge(at(1, 11), at(1, 10)));
    receive(new Shown(BATCH.entries().get(1)), new Shown(BATCH.entries().get(2)), LEAF_ENDED);
    assertEquals(0, store.entryCount());
  }

  @Test
  void aLeafIsHalfShownWhileAnEntryOfItIs() throws SyncException {
    receive(LEAF_BEGUN, BEGUN);
    assertFalse(target.isBetweenLeaves());
  }

  private static EntryPart part(int from, int to) {
    return new EntryPart(Arrays.copyOfRange(ENTRY.value(), from, to));
  }

  private void receive(FrameItem... items) throws SyncException {
    target.apply(new SegmentFrame(List.of(items)));
  }

  /** By this target, or by a new one if the frame begins with a leaf. */
  private void refuse(FrameItem... items) {
    SyncTarget refusing =
        items[0] instanceof LeafBegun
            ? new SyncTarget(copy, new SyncMode.MakeEqual(), 1000)
            : target;
    SegmentFrame frame = new SegmentFrame(List.of(items));
    SyncException refused = assertThrows(SyncException.class, () -> refusing.apply(frame));
    assertEquals(SyncFailure.FRAME_CORRUPT, refused.reason());
  }
}
