package io.starling.antientropy.copy;

import static io.starling.antientropy.copy.Samples.at;
import static io.starling.antientropy.copy.Samples.batch;
import static io.starling.antientropy.copy.Samples.key;
import static io.starling.antientropy.copy.Samples.put;
import static io.starling.antientropy.copy.Samples.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.segment.StoreFullException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentCopyTest {
  private final FakeStore store = new FakeStore();
  private final FakeLog log = new FakeLog();
  private final SegmentCopy copy = SegmentCopy.open(7, store, log, Version.ZERO);

  @Test
  void keepsTheNewerEntryWhicheverComesFirst() {
    copy.apply(put(key(1), value(at(2, 1), "new")));
    copy.apply(put(key(1), value(at(1, 9), "old")));
    assertEquals(value(at(2, 1), "new"), copy.get(key(1)));
    assertEquals(1, log.size());
  }

  @Test
  void namesTheLastPositionForAWriteThatWasHeldAlready() {
    assertEquals(0, copy.lastPosition());
    copy.apply(put(key(1), value(at(1, 1), "a")));
    long position = copy.apply(put(key(2), value(at(1, 2), "b")));
    assertEquals(2, position);
    assertEquals(position, copy.apply(put(key(1), value(at(1, 1), "a"))));
  }

  @Test
  void journalsABatchAsOneRecordWithoutWhatIsNotNews() {
    copy.apply(put(key(2), value(at(1, 5), "newer")));
    copy.apply(batch(at(1, 4), "b", key(1), key(2), key(3)));
    Write.Put recorded = (Write.Put) log.writes().get(1);
    assertEquals(
        List.of(key(1), key(3)), recorded.entries().stream().map(each -> each.key()).toList());
    assertEquals(2, log.size());
  }

  @Test
  void aFlushEmptiesWhatIsAtOrBelowItAndRefusesItLater() {
    copy.apply(put(key(1), value(at(1, 1), "a")));
    copy.apply(put(key(2), value(at(1, 3), "b")));
    copy.apply(new Write.Floor(at(1, 2)));
    copy.apply(put(key(3), value(at(1, 2), "late")));
    assertNull(copy.get(key(1)));
    assertNull(copy.get(key(3)));
    assertEquals(value(at(1, 3), "b"), copy.get(key(2)));
    assertEquals(at(1, 2), copy.floor());
  }

  @Test
  void aPurgeDropsTombstonesUpToItsBoundAndNothingElse() {
    copy.apply(put(key(1), Entry.tombstone(at(1, 1), 0)));
    copy.apply(put(key(2), Entry.tombstone(at(1, 3), 0)));
    copy.apply(put(key(3), value(at(1, 2), "stays")));
    copy.apply(new Write.Purge(at(1, 4), at(1, 2)));
    assertNull(copy.get(key(1)));
    assertEquals(1, copy.tombstoneCount());
    assertEquals(1, copy.keyCount());
    assertEquals(at(1, 4), copy.lastPurge());
    assertEquals(at(1, 4), copy.highestVersion());
  }

  @Test
  void aWriteThatComesAgainAfterThePurgeOfItsTombstoneStaysAway() {
    Write written = put(key(1), value(at(1, 1), "deleted long ago"));
    copy.apply(written);
    copy.apply(put(key(1), Entry.tombstone(at(1, 2), 0)));
    copy.apply(new Write.Purge(at(1, 3), at(1, 2)));
    copy.apply(written);
    assertNull(copy.get(key(1)));
  }

  @Test
  void countsKeysTombstonesAndDeadlines() {
    copy.apply(put(key(1), Entry.of(at(1, 1), 1000, 0, new byte[3])));
    copy.apply(put(key(2), value(at(1, 2), "b")));
    copy.apply(put(key(3), Entry.tombstone(at(1, 3), 0)));
    assertEquals(2, copy.keyCount());
    assertEquals(1, copy.tombstoneCount());
    assertEquals(1, copy.expiringCount());
    copy.apply(put(key(1), Entry.tombstone(at(1, 4), 0)));
    assertEquals(1, copy.keyCount());
    assertEquals(0, copy.expiringCount());
  }

  @Test
  void aWriteThatTheStoreRefusesIsTakenBackInTheJournal() {
    copy.apply(put(key(1), value(at(1, 1), "a")));
    long root = copy.root();
    store.fullAfter(0);
    Write larger = put(key(1), value(at(1, 2), "longer"));
    assertThrows(StoreFullException.class, () -> copy.apply(larger));
    Write another = put(key(2), value(at(1, 3), "b"));
    assertThrows(StoreFullException.class, () -> copy.apply(another));
    assertEquals(root, copy.root());
    assertEquals(root, replayed());
  }

  @Test
  void aBatchThatTheStoreRefusesHalfWayIsUndoneAndTakenBack() {
    copy.apply(put(key(1), value(at(1, 1), "a")));
    long root = copy.root();
    store.fullAfter(2);
    Write.Put batch = batch(at(1, 2), "longer", key(1), key(2), key(3));
    assertThrows(StoreFullException.class, () -> copy.apply(batch));
    assertEquals(root, copy.root());
    assertEquals(value(at(1, 1), "a"), copy.get(key(1)));
    assertEquals(1, store.entryCount());
    assertEquals(root, replayed());
  }

  @Test
  void nothingHappensIfTheJournalIsFull() {
    log.fullAfter(0);
    long root = copy.root();
    Write write = put(key(1), value(at(1, 1), "a"));
    assertThrows(StoreFullException.class, () -> copy.apply(write));
    assertThrows(StoreFullException.class, () -> copy.apply(new Write.Floor(at(1, 2))));
    assertEquals(root, copy.root());
    assertEquals(Version.ZERO, copy.floor());
  }

  @Test
  void saysThatTheOutcomeIsUnknownIfARefusedWriteCannotBeTakenBack() {
    store.fullAfter(0);
    log.fullAfter(1);
    long root = copy.root();
    Write write = put(key(1), value(at(1, 1), "a"));
    assertThrows(OutcomeUnknownException.class, () -> copy.apply(write));
    assertEquals(root, copy.root());
  }

  @Test
  void aFloorCanBeLoweredByASynchronisationAndTheJournalRemembersIt() {
    copy.apply(new Write.Floor(at(1, 9)));
    copy.replaceFloor(at(1, 2));
    copy.apply(put(key(1), value(at(1, 3), "a")));
    assertEquals(at(1, 2), copy.floor());
    assertEquals(copy.root(), replayed());
  }

  private long replayed() {
    SegmentCopy again = SegmentCopy.open(7, new FakeStore(), new FakeLog(), Version.ZERO);
    log.replay(0, again);
    return again.root();
  }

  @Test
  void aLoadPassesTheJournalByUntilItEnds() {
    FakeStore empty = new FakeStore();
    SegmentCopy loading = SegmentCopy.beginLoad(7, empty, log);
    loading.apply(put(key(1), value(at(1, 1), "a")));
    loading.replaceFloor(at(1, 2));
    loading.apply(batch(at(1, 3), "b", key(1), key(2)));
    loading.forget(key(1));
    assertEquals(0, log.size());
    assertTrue(loading.isLoading());
    loading.endLoad();
    assertEquals(List.of(new Write.Floor(at(1, 2))), log.writes());
    Write later = put(key(3), value(at(1, 4), "c"));
    loading.apply(later);
    assertEquals(later, log.writes().get(1));
    assertEquals(2, loading.keyCount());
  }

  @Test
  void aLoadIsStoredAfterItsEnd() {
    SegmentCopy loading = SegmentCopy.beginLoad(7, new FakeStore(), log);
    assertThrows(IllegalStateException.class, loading::stored);
    loading.endLoad();
    assertTrue(loading.needsStoring());
    loading.stored();
    assertFalse(loading.needsStoring());
  }

  @Test
  void aLoadThatFindsNoRoomForItsFloorGoesOn() {
    SegmentCopy loading = SegmentCopy.beginLoad(7, new FakeStore(), log);
    loading.replaceFloor(at(1, 2));
    log.fullAfter(0);
    assertThrows(StoreFullException.class, loading::endLoad);
    assertTrue(loading.isLoading());
  }

  @Test
  void aLoadBeginsWithNothing() {
    copy.apply(put(key(1), value(at(1, 1), "a")));
    assertThrows(IllegalStateException.class, () -> SegmentCopy.beginLoad(7, store, log));
  }
}
