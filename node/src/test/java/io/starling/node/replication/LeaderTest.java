package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.replication.ReplicaMessage.Append;
import io.starling.node.replication.ReplicaMessage.Appended;
import io.starling.node.routing.Levels;
import io.starling.node.routing.Levels.ReadLevel;
import io.starling.node.routing.Levels.WriteLevel;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Write;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a serving primary does with commands, and when it says that it is done. */
class LeaderTest {
  private static final Levels ALL = new Levels(WriteLevel.ALL, ReadLevel.PRIMARY);
  private static final Levels ONE = new Levels(WriteLevel.ONE, ReadLevel.ONE);
  private static final long LEASE_MILLIS = 600;

  private final Ensemble ensemble = new Ensemble("abc", "a/abc");

  LeaderTest() {
    ensemble.awaitServing('a');
  }

  @Test
  void answersAWriteWhenAMajorityHoldsIt() {
    ensemble.hold("a>b");
    ensemble.hold("a>c");
    Told told = ensemble.submit('a', "SET k v");
    assertEquals("", told.toString());
    ensemble.release("a>c");
    assertEquals("OK", told.toString());
    assertEquals("v", ensemble.valueAt('c', "k"));
    assertEquals("nil", ensemble.valueAt('b', "k"));
  }

  @Test
  void answersAReadAtOnceIfNothingIsPending() {
    ensemble.submit('a', "SET k v");
    ensemble.hold("a>b");
    ensemble.hold("a>c");
    assertEquals("v", ensemble.submit('a', "GET k").toString());
  }

  @Test
  void holdsAReadUntilThePendingWriteOfItsKeyIsCommitted() {
    ensemble.hold("b>a");
    ensemble.hold("c>a");
    ensemble.submit('a', "SET k v");
    Told ofIt = ensemble.submit('a', "GET k");
    Told ofAnother = ensemble.submit('a', "GET other");
    assertEquals("", ofIt.toString());
    assertEquals("nil", ofAnother.toString());
    ensemble.release("b>a");
    assertEquals("v", ofIt.toString());
  }

  @Test
  void holdsAReplyThoughTheCommandWroteNothing() {
    ensemble.hold("b>a");
    ensemble.hold("c>a");
    ensemble.submit('a', "SET k v");
    Told told = ensemble.submit('a', "SETNX k w");
    assertEquals("", told.toString());
    ensemble.release("c>a");
    assertEquals("0", told.toString());
  }

  @Test
  void holdsAReadOfTheWholeSegmentUntilAllIsCommitted() {
    ensemble.hold("b>a");
    ensemble.hold("c>a");
    ensemble.submit('a', "SET k v");
    Told told = ensemble.submit('a', "segment.count");
    assertEquals("", told.toString());
    ensemble.release("c>a");
    assertEquals("1", told.toString());
  }

  @Test
  void holdsAReadOfAFlushedKeyUntilTheFlushIsCommitted() {
    ensemble.hold("a>b");
    ensemble.hold("a>c");
    ensemble.submit('a', "SET k v");
    ensemble.submit('a', "segment.flush");
    Told told = ensemble.submit('a', "GET k");
    ensemble.forge('b', 'a', new Appended(Ensemble.SEGMENT, epoch(), 1, true));
    assertEquals("", told.toString());
    ensemble.forge('b', 'a', new Appended(Ensemble.SEGMENT, epoch(), 2, true));
    assertEquals("nil", told.toString());
  }

  private long epoch() {
    return ensemble.replica('a').configuration().epoch();
  }

  @Test
  void aSuspectCopysAcknowledgementDoesNotCount() {
    ensemble.hold("a>b");
    ensemble.hold("a>c");
    Told told = ensemble.submit('a', "SET k v");
    ensemble.forge('b', 'a', new Appended(Ensemble.SEGMENT, epoch(), 1, false));
    assertEquals("", told.toString());
    ensemble.forge('c', 'a', new Appended(Ensemble.SEGMENT, epoch(), 1, true));
    assertEquals("OK", told.toString());
  }

  @Test
  void aStrangersAcknowledgementDoesNotCount() {
    ensemble.hold("a>b");
    ensemble.hold("a>c");
    Told told = ensemble.submit('a', "SET k v");
    ensemble.forge('x', 'a', new Appended(Ensemble.SEGMENT, epoch(), 1, true));
    ensemble.forge('b', 'a', new Appended(Ensemble.SEGMENT, epoch() - 1, 1, true));
    assertEquals("", told.toString());
  }

  @Test
  void sendsAWriteAgainUntilAMajorityHoldsIt() {
    ensemble.cutOff('b');
    ensemble.cutOff('c');
    Told told = ensemble.submit('a', "SET k v");
    ensemble.mend();
    ensemble.pass(100);
    assertEquals("", told.toString());
    ensemble.pass(200);
    assertEquals("OK", told.toString());
  }

  @Test
  void withDurabilitySyncItCountsItselfOnlyWhenItsDiskHasIt() {
    ensemble.actor('a').syncFirst();
    ensemble.actor('a').holdDisk();
    ensemble.hold("a>c");
    Told told = ensemble.submit('a', "SET k v");
    assertEquals("", told.toString());
    ensemble.actor('a').releaseDisk();
    assertEquals("OK", told.toString());
  }

  @Test
  void levelOneIsAnsweredByThePrimaryAlone() {
    ensemble.hold("a>b");
    ensemble.hold("a>c");
    assertEquals("OK", ensemble.submit('a', "SET k v", ONE).toString());
  }

  @Test
  void levelAllWaitsForEveryMember() {
    ensemble.hold("c>a");
    Told told = ensemble.submit('a', "SET k v", ALL);
    assertEquals("", told.toString());
    ensemble.release("c>a");
    assertEquals("OK", told.toString());
  }

  @Test
  void levelAllIsRefusedWhileAMemberIsBehind() {
    ensemble.cutOff('c');
    ensemble.submit('a', "SET k v");
    ensemble.pass(2 * LEASE_MILLIS + 100);
    assertEquals("NOREPLICAS", ensemble.submit('a', "SET k w", ALL).toString());
    assertEquals("v", ensemble.submit('a', "GET k").toString());
    ensemble.mend();
    ensemble.awaitServing('a');
    assertEquals("OK", ensemble.submit('a', "SET k w", ALL).toString());
  }

  @Test
  void levelAllIsUnknownWhenAMemberFallsSilentMeanwhile() {
    ensemble.cutOff('c');
    Told told = ensemble.submit('a', "SET k v", ALL);
    ensemble.pass(2 * LEASE_MILLIS + 100);
    assertEquals("UNKNOWN", told.toString());
  }

  @Test
  void aBatchIsOneVersionAndOneMessage() {
    ensemble.hold("a>b");
    ensemble.submit('a', "MSET k 1 l 2 m 3");
    List<Append> sent = ensemble.onTheWay("a>b", Append.class);
    assertEquals(1, sent.size());
    Write.Put put = (Write.Put) sent.get(0).write();
    assertEquals(3, put.entries().size());
    for (Write.KeyedEntry each : put.entries()) {
      assertEquals(put.version(), each.entry().version());
      assertTrue(each.entry().header().isBatch());
    }
  }

  @Test
  void whatRestsOnAnUncommittedBatchTakesTheBatchAlong() {
    ensemble.hold("a>b");
    ensemble.hold("a>c");
    ensemble.submit('a', "MSET k 1 l 2");
    ensemble.submit('a', "APPEND k x");
    ensemble.submit('a', "SET l plain");
    List<Append> sent = ensemble.onTheWay("a>b", Append.class);
    assertEquals(2, ((Write.Put) sent.get(1).write()).entries().size());
    assertEquals(1, ((Write.Put) sent.get(2).write()).entries().size());
    ensemble.release("a>b");
    assertEquals("[1x, plain]", ensemble.submit('a', "MGET k l").toString());
  }

  @Test
  void anExpiredKeyBecomesATombstoneWhenItIsTouched() {
    ensemble.submit('a', "SET k v PX 100");
    ensemble.pass(100);
    ensemble.hold("a>b");
    ensemble.hold("a>c");
    Told told = ensemble.submit('a', "GET k");
    assertEquals("", told.toString(), "nobody else knows yet that it is gone");
    Write.Put removal = (Write.Put) ensemble.onTheWay("a>b", Append.class).get(0).write();
    Entry tombstone = removal.entries().get(0).entry();
    assertTrue(tombstone.isTombstone());
    ensemble.release("a>c");
    assertEquals("nil", told.toString());
  }

  @Test
  void anExpiredKeyIsOnlyHiddenByAMember() {
    ensemble.submit('a', "SET k v PX 100");
    ensemble.cutOff('b');
    ensemble.pass(100);
    assertEquals("nil", ensemble.valueAt('b', "k"));
    assertEquals(0, ensemble.replica('b').ownCopy().tombstoneCount());
  }

  @Test
  void withoutAMajorityOfLeasesItEvaluatesNothing() {
    ensemble.cutOff('a');
    ensemble.pass(LEASE_MILLIS - 100);
    assertTrue(ensemble.replica('a').isServing());
    ensemble.pass(100);
    assertEquals("not served: NO_LEASE", ensemble.submit('a', "SET k v").toString());
    assertEquals("not served: NO_LEASE", ensemble.submit('a', "GET k").toString());
  }

  @Test
  void withoutALeaseItStillShowsItsCopyToWhoTakesAnyCopy() {
    ensemble.submit('a', "SET k v");
    ensemble.cutOff('a');
    ensemble.pass(LEASE_MILLIS);
    assertEquals("v", ensemble.submit('a', "GET k", ONE).toString());
    assertEquals("not served: NO_LEASE", ensemble.submit('a', "SET k w", ONE).toString());
  }

  @Test
  void stopsAskingForLeasesWhenAWriteIsPendingForTwoOfThem() {
    ensemble.hold("a>b");
    ensemble.hold("a>c");
    ensemble.submit('a', "SET k v");
    ensemble.pass(2 * LEASE_MILLIS - 100);
    assertFalse(ensemble.replica('a').lendersToAsk().isEmpty());
    ensemble.pass(200);
    assertTrue(ensemble.replica('a').lendersToAsk().isEmpty());
  }

  @Test
  void whatWaitsWhenTheEpochEndsIsUnknownIfItWroteAndRefusedIfItRead() {
    ensemble.hold("b>a");
    ensemble.hold("c>a");
    Told write = ensemble.submit('a', "SET k v");
    Told read = ensemble.submit('a', "GET k");
    ensemble.actor('a').step();
    ensemble.replica('a').learn(Ensemble.configuration(epoch() + 1, "b/abc"));
    assertEquals("UNKNOWN", write.toString());
    assertEquals("TRYAGAIN", read.toString());
  }

  @Test
  void refusesAWriteWithoutRoomAndGoesOnReading() {
    ensemble.submit('a', "SET k v");
    ensemble.actor('a').log().becomeFull(true);
    assertEquals("DISKFULL", ensemble.submit('a', "SET k w").toString());
    assertEquals("v", ensemble.submit('a', "GET k").toString());
    ensemble.actor('a').log().becomeFull(false);
    assertEquals("OK", ensemble.submit('a', "SET k w").toString());
  }

  @Test
  void refusesWritesWhenAMajorityHasNoRoom() {
    ensemble.actor('b').log().becomeFull(true);
    ensemble.actor('c').log().becomeFull(true);
    Told pending = ensemble.submit('a', "SET k v");
    assertEquals("", pending.toString());
    assertEquals("DISKFULL", ensemble.submit('a', "SET k w").toString());
    ensemble.actor('c').log().becomeFull(false);
    ensemble.pass(300);
    assertEquals("OK", pending.toString());
    assertEquals("OK", ensemble.submit('a', "SET k w").toString());
  }

  @Test
  void goesOnReadingWhileAWriteFindsNoMajorityWithRoom() {
    ensemble.submit('a', "SET k v");
    ensemble.actor('b').log().becomeFull(true);
    ensemble.actor('c').log().becomeFull(true);
    Told write = ensemble.submit('a', "SET l w");
    Told read = ensemble.submit('a', "GET l");
    ensemble.pass(20 * LEASE_MILLIS);
    assertEquals("UNKNOWN", write.toString());
    assertEquals("TRYAGAIN", read.toString());
    assertEquals("v", ensemble.submit('a', "GET k").toString());
    ensemble.actor('c').log().becomeFull(false);
    ensemble.pass(300);
    assertEquals("w", ensemble.submit('a', "GET l").toString());
  }

  @Test
  void aMemberWithoutMemoryTakesRemovalsOnly() {
    ensemble.submit('a', "MSET k 1 l 2");
    ensemble.pass(10);
    ensemble.actor('b').limitMemory(1);
    ensemble.actor('c').limitMemory(1);
    assertEquals("", ensemble.submit('a', "SET m 3").toString());
    assertEquals("OOM", ensemble.submit('a', "SET m 4").toString());
    assertEquals("1", ensemble.submit('a', "DEL k").toString());
    assertEquals("OOM", ensemble.submit('a', "SET m 5").toString());
    assertEquals("2", ensemble.submit('a', "GET l").toString());
  }

  @Test
  void levelAllIsRefusedWhileOneMemberHasNoRoom() {
    ensemble.actor('b').log().becomeFull(true);
    assertEquals("OK", ensemble.submit('a', "SET k v").toString());
    assertEquals("DISKFULL", ensemble.submit('a', "SET k w", ALL).toString());
    assertEquals("OK", ensemble.submit('a', "SET k w").toString());
  }

  @Test
  void withoutRoomForItsRemovalAnExpiredKeyIsOnlyHidden() {
    ensemble.submit('a', "SET k v PX 100");
    ensemble.pass(100);
    ensemble.actor('a').log().becomeFull(true);
    assertEquals("nil", ensemble.submit('a', "GET k").toString());
    assertEquals("0", ensemble.submit('a', "EXISTS k").toString());
    assertEquals("DISKFULL", ensemble.submit('a', "SETNX k w").toString());
    ensemble.actor('a').log().becomeFull(false);
    assertEquals("nil", ensemble.submit('a', "GET k").toString());
    assertEquals(1, ensemble.replica('b').ownCopy().tombstoneCount());
  }

  @Test
  void withoutRoomElsewhereAnExpiredKeyIsOnlyHidden() {
    ensemble.submit('a', "SET k v PX 100");
    ensemble.actor('b').log().becomeFull(true);
    ensemble.actor('c').log().becomeFull(true);
    Told pending = ensemble.submit('a', "SET l w");
    ensemble.pass(100);
    assertEquals("nil", ensemble.submit('a', "GET k").toString());
    ensemble.actor('b').log().becomeFull(false);
    ensemble.pass(300);
    assertEquals("OK", pending.toString());
    assertEquals("nil", ensemble.submit('a', "GET k").toString());
    assertEquals(1, ensemble.replica('b').ownCopy().tombstoneCount());
  }

  @Test
  void aReadWhoseRemovalOfWhatExpiredIsNotCommittedWasNotApplied() {
    ensemble.submit('a', "SET k v PX 100");
    ensemble.pass(100);
    ensemble.hold("b>a");
    ensemble.hold("c>a");
    Told read = ensemble.submit('a', "GET k");
    ensemble.actor('a').step();
    ensemble.replica('a').learn(Ensemble.configuration(epoch() + 1, "b/abc"));
    assertEquals("TRYAGAIN", read.toString());
  }

  @Test
  void whatRestsOnAFlushIsEvaluatedOnlyWhenTheFlushIsCommitted() {
    ensemble.submit('a', "SET k 5");
    ensemble.hold("a>b");
    ensemble.hold("a>c");
    ensemble.submit('a', "segment.flush");
    assertEquals("not served: FLUSHING", ensemble.submit('a', "INCR k").toString());
    assertEquals("not served: FLUSHING", ensemble.submit('a', "SETNX k v").toString());
    Told blind = ensemble.submit('a', "SET k 7");
    Told onIt = ensemble.submit('a', "INCR k");
    ensemble.release("a>c");
    assertEquals("OK", blind.toString());
    assertEquals("8", onIt.toString());
    assertEquals("1", ensemble.submit('a', "INCR other").toString());
  }

  @Test
  void refusesMoreWritesThanMayWait() {
    ReplicaSettings few = TestGroup.bounded(2, ReplicaSettings.DEFAULT.syncsMax());
    Ensemble narrow = new Ensemble("abc", "a/abc", few);
    narrow.awaitServing('a');
    narrow.hold("b>a");
    narrow.hold("c>a");
    assertEquals("", narrow.submit('a', "SET k 1").toString());
    assertEquals("", narrow.submit('a', "SET k 2").toString());
    assertEquals("BUSY", narrow.submit('a', "SET k 3").toString());
    assertEquals("nil", narrow.submit('a', "GET other").toString());
    narrow.release("b>a");
    narrow.release("c>a");
    assertEquals("OK", narrow.submit('a', "SET k 3").toString());
  }
}
