package io.starling.antientropy.sync;

import static io.starling.antientropy.copy.Samples.at;
import static io.starling.antientropy.copy.Samples.key;
import static io.starling.antientropy.copy.Samples.put;
import static io.starling.antientropy.copy.Samples.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.antientropy.copy.FakeLog;
import io.starling.antientropy.copy.FakeStore;
import io.starling.antientropy.copy.Samples;
import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.merkle.ScanOrder;
import io.starling.antientropy.stream.FrameCodec;
import io.starling.antientropy.sync.SyncMessage.SyncAbort;
import io.starling.antientropy.sync.SyncMessage.SyncEnd;
import io.starling.antientropy.sync.SyncMessage.SyncEqual;
import io.starling.antientropy.sync.SyncMessage.SyncFrame;
import io.starling.antientropy.sync.SyncMessage.SyncFrameReceived;
import io.starling.antientropy.sync.SyncMessage.SyncLeaves;
import io.starling.antientropy.sync.SyncMessage.SyncOffer;
import io.starling.antientropy.sync.SyncOutcome.Failed;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.segment.StoreExtent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Dialogues played by hand, step by step. */
class SessionTest {
  private static final long SYNC_ID = 42;
  private static final SyncSettings SETTINGS =
      new SyncSettings(256 * 1024, 2, 1 << 20, 1000, 3, 10_000);

  private final FakeStore sourceStore = new FakeStore();
  private final FakeStore targetStore = new FakeStore();
  private final SegmentCopy sourceCopy =
      SegmentCopy.open(0, sourceStore, new FakeLog(), Version.ZERO);
  private final SegmentCopy targetCopy =
      SegmentCopy.open(0, targetStore, new FakeLog(), Version.ZERO);
  private final Recorder fromSource = new Recorder();
  private final Recorder fromTarget = new Recorder();
  private final SourceSession source =
      SourceSession.push(
          new SyncChannel(SYNC_ID, SETTINGS, fromSource),
          new SourceCopy(sourceCopy, sourceCopy::highestVersion, PendingBatches.NONE));
  private final TargetSession target =
      TargetSession.accept(new SyncChannel(SYNC_ID, SETTINGS, fromTarget), targetCopy);

  @Test
  void equalCopiesNeedOneComparison() {
    source.start(0);
    target.start(0);
    target.received((SyncOffer) fromSource.only(), 0);
    assertInstanceOf(SyncOutcome.MadeEqual.class, fromTarget.outcome);
    assertTrue(fromTarget.sent.isEmpty(), "the reply waits until the owner has synced");
    source.received(new SyncEqual(SYNC_ID, 0), 0);
    assertEquals(new SyncOutcome.PeerEqual(Version.ZERO), fromSource.outcome);
  }

  @Test
  void sendsNoMoreThanTheWindowUntilFramesAreAcknowledged() {
    fill(1000);
    sourceStore.slices(16);
    offerAndCompare();
    assertEquals(2, fromSource.frames().size());
    source.received(new SyncFrameReceived(SYNC_ID, 0), 0);
    assertEquals(3, fromSource.frames().size());
    source.received(new SyncFrameReceived(SYNC_ID, 0), 0);
    source.received(new SyncFrameReceived(SYNC_ID, 99), 0);
    assertEquals(3, fromSource.frames().size());
  }

  @Test
  void aFrameThatComesTwiceIsAcknowledgedTwiceAndAppliedOnce() {
    fill(10);
    offerAndCompare();
    SyncFrame frame = fromSource.frames().get(0);
    target.received(frame, 0);
    long position = targetCopy.lastPosition();
    target.received(frame, 0);
    assertEquals(position, targetCopy.lastPosition());
    SyncFrameReceived received = new SyncFrameReceived(SYNC_ID, 0);
    assertEquals(List.of(received, received), fromTarget.sent.subList(1, 3));
  }

  @Test
  void aMissingFrameEndsTheSession() {
    fill(1000);
    sourceStore.slices(16);
    offerAndCompare();
    target.received(fromSource.frames().get(1), 0);
    assertEquals(new Failed(SyncFailure.SEQUENCE_BROKEN), fromTarget.outcome);
    source.received(new SyncAbort(SYNC_ID, SyncFailure.SEQUENCE_BROKEN), 0);
    assertEquals(new Failed(SyncFailure.SEQUENCE_BROKEN), fromSource.outcome);
  }

  @Test
  void anOfferThatCountsMoreFramesThanHaveComeEndsTheSession() {
    source.start(0);
    target.start(0);
    target.received(
        new SyncOffer(SYNC_ID, 0, 1, Version.ZERO, 0, Version.ZERO, StoreExtent.UNKNOWN), 0);
    assertEquals(new Failed(SyncFailure.SEQUENCE_BROKEN), fromTarget.outcome);
  }

  @Test
  void theEndOfAPullIsNotTheEndOfAPush() {
    fill(1);
    offerAndCompare();
    target.received(new SyncEnd(SYNC_ID, 0), 0);
    assertEquals(new Failed(SyncFailure.SEQUENCE_BROKEN), fromTarget.outcome);
  }

  @Test
  void aCorruptFrameEndsTheSessionAndChangesNothing() {
    fill(10);
    offerAndCompare();
    byte[] bytes = fromSource.frames().get(0).bytes().clone();
    bytes[bytes.length / 2] ^= 1;
    target.received(new SyncFrame(SYNC_ID, 0, bytes), 0);
    assertEquals(new Failed(SyncFailure.FRAME_CORRUPT), fromTarget.outcome);
    assertEquals(0, targetStore.entryCount());
  }

  @Test
  void eachSideGivesUpOnceTheOtherWasSilentForTheWholeWait() {
    source.start(5);
    target.start(5);
    source.tick(1004);
    target.tick(1004);
    assertNull(fromSource.outcome);
    assertNull(fromTarget.outcome);
    source.tick(1005);
    target.tick(1005);
    assertEquals(new Failed(SyncFailure.TIMED_OUT), fromSource.outcome);
    assertEquals(new Failed(SyncFailure.TIMED_OUT), fromTarget.outcome);
    assertEquals(new SyncAbort(SYNC_ID, SyncFailure.TIMED_OUT), fromTarget.only());
  }

  @Test
  void progressExtendsTheWait() {
    fill(10);
    source.start(0);
    target.start(0);
    target.received((SyncOffer) fromSource.only(), 900);
    source.received((SyncLeaves) fromTarget.only(), 900);
    source.tick(1800);
    target.tick(1800);
    assertNull(fromSource.outcome);
    assertNull(fromTarget.outcome);
  }

  @Test
  void ignoresAnotherSessionAndWhatComesAfterTheEnd() {
    source.start(0);
    source.received(new SyncEqual(SYNC_ID + 1, 0), 0);
    source.received(new SyncEqual(SYNC_ID, 7), 0);
    assertNull(fromSource.outcome);
    source.cancel();
    source.received(new SyncEqual(SYNC_ID, 0), 0);
    source.cancel();
    assertEquals(new Failed(SyncFailure.CANCELLED), fromSource.outcome);
    assertEquals(2, fromSource.sent.size());
  }

  @Test
  void givesUpWhenTheLastRoundWasNotEnough() {
    source.start(0);
    for (int round = 0; round < SETTINGS.roundsMax(); round++) {
      source.received(new SyncLeaves(SYNC_ID, round, sourceCopy.tree().leaves()), 0);
    }
    assertEquals(new Failed(SyncFailure.ROUNDS_EXHAUSTED), fromSource.outcome);
  }

  @Test
  void aDamagedCopyIsNotSentOn() {
    fill(10);
    Entry held = value(at(1, 4), "value 3");
    assertEquals(held, sourceCopy.get(key(3)));
    sourceStore.damage(key(3), new Entry(held.header(), new byte[7]));
    offerAndCompare();
    assertEquals(new Failed(SyncFailure.SOURCE_DAMAGED), fromSource.outcome);
  }

  @Test
  void aFullDiskEndsTheSessionAndTheCopyStaysWhole() {
    fill(10);
    targetStore.fullAfter(4);
    offerAndCompare();
    target.received(fromSource.frames().get(0), 0);
    assertEquals(new Failed(SyncFailure.TARGET_FULL), fromTarget.outcome);
    assertEquals(4, targetStore.entryCount());
    SegmentCopy same = SegmentCopy.open(0, new FakeStore(targetStore), new FakeLog(), Version.ZERO);
    assertEquals(same.root(), targetCopy.root());
  }

  @Test
  void whatWasPurgedDoesNotComeBackWithAFrameThatWasOnItsWay() {
    sourceCopy.apply(put(key(1), value(at(1, 1), "old")));
    offerAndCompare();
    Write removal = put(key(1), Entry.tombstone(at(1, 2), 0));
    Write purge = new Write.Purge(at(1, 3), at(1, 2));
    sourceCopy.apply(removal);
    sourceCopy.apply(purge);
    targetCopy.apply(removal);
    targetCopy.apply(purge);
    target.received(fromSource.frames().get(0), 0);
    assertNull(targetCopy.get(key(1)));
    assertEquals(sourceCopy.root(), targetCopy.root());
  }

  @Test
  void anEntryDamagedUnderTheSameVersionIsRepaired() {
    Version version = at(1, 1);
    sourceCopy.apply(put(key(1), value(version, "right")));
    targetCopy.apply(put(key(1), value(version, "wrong")));
    offerAndCompare();
    target.received(fromSource.frames().get(0), 0);
    assertEquals(value(version, "right"), targetCopy.get(key(1)));
  }

  @Test
  void fillingAnEmptyCopyDoesNotReadItBack() {
    fill(1000);
    offerAndCompare();
    int before = targetStore.scans();
    target.received(fromSource.frames().get(0), 0);
    assertEquals(1000, targetStore.entryCount());
    assertEquals(before, targetStore.scans());
  }

  @Test
  void aLeafThatIsLongerThanAFrameIsShownInSeveral() {
    List<Key> keysOfALeaf =
        IntStream.range(0, 10_000)
            .mapToObj(Samples::key)
            .filter(each -> ScanOrder.leafOf(each.placementHash()) == 5)
            .toList();
    for (int i = 0; i < 8; i++) {
      Entry entry = Entry.of(at(1, i + 1), EntryHeader.NEVER, 0, noise(200_000));
      sourceCopy.apply(put(keysOfALeaf.get(i), entry));
    }
    offerAndCompare();
    deliverAllFrames();
    assertEquals(8, fromSource.frames().size());
    assertEquals(sourceCopy.root(), targetCopy.root());
  }

  @Test
  void theLongestEntryGoesInBoundedFramesAndIsReadOnce() {
    Key longest = Key.of(new byte[Key.LENGTH_MAX]);
    Entry entry = Entry.of(at(1, 1), EntryHeader.NEVER, 0, noise(Entry.VALUE_LENGTH_MAX));
    sourceCopy.apply(put(longest, entry));
    offerAndCompare();
    int getsBefore = sourceStore.gets();
    deliverAllFrames();
    assertEquals(entry, targetCopy.get(longest));
    assertEquals(33, fromSource.frames().size());
    assertTrue(
        fromSource.frames().stream()
            .allMatch(frame -> frame.bytes().length <= FrameCodec.ENCODED_LENGTH_MAX));
    assertEquals(getsBefore, sourceStore.gets());
  }

  @Test
  void anEntryThatChangesBetweenItsPartsIsFinishedAsItWasBegun() {
    Entry begun = Entry.of(at(1, 1), EntryHeader.NEVER, 0, noise(1_000_000));
    sourceCopy.apply(put(key(1), begun));
    offerAndCompare();
    sourceCopy.apply(put(key(1), value(at(1, 2), "changed")));
    deliverAllFrames();
    assertEquals(begun, targetCopy.get(key(1)));
    Entry shadow = value(at(1, 2), "changed");
    targetCopy.apply(put(key(1), shadow));
    assertEquals(sourceCopy.root(), targetCopy.root());
  }

  @Test
  void aChangeThatArrivesBeforeTheLastPartStays() {
    sourceCopy.apply(put(key(1), Entry.of(at(1, 1), EntryHeader.NEVER, 0, noise(1_000_000))));
    offerAndCompare();
    Entry changed = value(at(1, 2), "changed");
    sourceCopy.apply(put(key(1), changed));
    targetCopy.apply(put(key(1), changed));
    deliverAllFrames();
    assertEquals(changed, targetCopy.get(key(1)));
    assertEquals(sourceCopy.root(), targetCopy.root());
  }

  private void deliverAllFrames() {
    for (int i = 0; i < fromSource.frames().size(); i++) {
      target.received(fromSource.frames().get(i), 0);
      source.received(new SyncFrameReceived(SYNC_ID, i), 0);
    }
  }

  private static byte[] noise(int length) {
    byte[] value = new byte[length];
    new Random(length).nextBytes(value);
    return value;
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      sourceCopy.apply(put(key(i), value(at(1, i + 1), "value " + i)));
    }
  }

  private void offerAndCompare() {
    source.start(0);
    target.start(0);
    target.received((SyncOffer) fromSource.only(), 0);
    if (!fromTarget.sent.isEmpty()) {
      source.received((SyncLeaves) fromTarget.only(), 0);
    }
  }

  private static final class Recorder implements SyncOutput {
    final List<SyncMessage> sent = new ArrayList<>();
    SyncOutcome outcome;

    SyncMessage only() {
      assertEquals(1, sent.size());
      return sent.get(0);
    }

    List<SyncFrame> frames() {
      return sent.stream().filter(SyncFrame.class::isInstance).map(SyncFrame.class::cast).toList();
    }

    @Override
    public void send(SyncMessage message) {
      sent.add(message);
    }

    @Override
    public void finished(SyncOutcome ended) {
      assertNull(outcome, "a session ends once");
      outcome = ended;
    }
  }
}
