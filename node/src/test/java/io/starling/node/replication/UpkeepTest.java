package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.replication.ReplicaMessage.Append;
import io.starling.storage.entry.Write;
import org.junit.jupiter.api.Test;

/** What a serving primary does without being asked. */
class UpkeepTest {
  private static final long BARRIER_MILLIS = ReplicaSettings.DEFAULT.barrierInterval().toMillis();

  private final Ensemble ensemble = new Ensemble("abcd", "a/abc");

  UpkeepTest() {
    ensemble.awaitServing('a');
  }

  private long tombstonesAt(char name) {
    return ensemble.replica(name).ownCopy().tombstoneCount();
  }

  private void deleteSomething() {
    ensemble.submit('a', "SET k v");
    ensemble.submit('a', "DEL k");
    assertEquals(1, tombstonesAt('a'));
  }

  @Test
  void dropsATombstoneWhenEverybodyHasItOnDisk() {
    deleteSomething();
    ensemble.passUntil(() -> tombstonesAt('a') == 0);
    ensemble.settle();
    assertEquals(0, tombstonesAt('b'));
    assertEquals(0, tombstonesAt('c'));
    assertEquals("nil", ensemble.submit('a', "GET k").toString());
  }

  @Test
  void keepsATombstoneWhileOneDiskIsSlow() {
    deleteSomething();
    ensemble.actor('c').holdDisk();
    ensemble.pass(2 * BARRIER_MILLIS);
    assertEquals(1, tombstonesAt('a'));
    ensemble.actor('c').releaseDisk();
    ensemble.passUntil(() -> tombstonesAt('a') == 0);
  }

  @Test
  void keepsATombstoneWhileItsOwnDiskIsSlow() {
    deleteSomething();
    ensemble.actor('a').holdDisk();
    ensemble.pass(2 * BARRIER_MILLIS);
    assertEquals(1, tombstonesAt('a'));
    ensemble.actor('a').releaseDisk();
    ensemble.passUntil(() -> tombstonesAt('a') == 0);
  }

  @Test
  void keepsATombstoneWhileAMemberIsAway() {
    ensemble.submit('a', "SET k v");
    ensemble.cutOff('c');
    ensemble.submit('a', "DEL k");
    ensemble.pass(2 * BARRIER_MILLIS);
    assertEquals(1, tombstonesAt('a'));
    assertEquals("v", ensemble.valueAt('c', "k"), "this is what must not come back");
    ensemble.mend();
    ensemble.passUntil(() -> tombstonesAt('a') == 0);
    assertEquals("nil", ensemble.valueAt('c', "k"));
  }

  @Test
  void keepsATombstoneThatASuspectCopyMayHaveLost() {
    deleteSomething();
    ensemble.actor('c').restartSuspect();
    ensemble.passUntil(() -> !ensemble.replica('a').isFullyInSync());
    assertEquals(1, tombstonesAt('a'));
    ensemble.passUntil(() -> tombstonesAt('a') == 0);
    assertFalse(ensemble.replica('c').marks().suspect(), "it was made equal before");
  }

  @Test
  void aLateWriteDoesNotBringBackWhatWasDeletedAndPurged() {
    ensemble.hold("a>b");
    ensemble.submit('a', "SET k v");
    Append late = ensemble.onTheWay("a>b", Append.class).get(0);
    ensemble.release("a>b");
    ensemble.submit('a', "DEL k");
    ensemble.passUntil(() -> tombstonesAt('a') == 0 && tombstonesAt('b') == 0);
    ensemble.forge('a', 'b', late);
    assertEquals("nil", ensemble.valueAt('b', "k"));
  }

  @Test
  void removesWhatHasExpiredThoughNobodyAsks() {
    ensemble.submit('a', "SET k v PX 100");
    ensemble.submit('a', "SET stays v PX 10000000");
    ensemble.passUntil(() -> ensemble.replica('a').ownCopy().keyCount() == 1);
    ensemble.settle();
    assertEquals(1, ensemble.replica('b').ownCopy().keyCount());
    assertEquals("v", ensemble.submit('a', "GET stays").toString());
  }

  @Test
  void whatItWritesByItselfHasVersionsOfItsOwn() {
    ensemble.submit('a', "SET k v PX 100");
    ensemble.submit('a', "SET l v PX 100");
    ensemble.hold("a>b");
    ensemble.passUntil(() -> !ensemble.onTheWay("a>b", Append.class).isEmpty());
    Write.Put removal = (Write.Put) ensemble.onTheWay("a>b", Append.class).get(0).write();
    assertEquals(3, removal.version().sequence());
    assertTrue(removal.entries().stream().allMatch(each -> each.entry().isTombstone()));
  }

  @Test
  void leavesExpiryUndoneWhileThereIsNoRoom() {
    ensemble.submit('a', "SET k v PX 100");
    ensemble.actor('a').log().becomeFull(true);
    ensemble.pass(3_000);
    assertEquals(1, ensemble.replica('a').ownCopy().keyCount());
    ensemble.actor('a').log().becomeFull(false);
    ensemble.passUntil(() -> ensemble.replica('a').ownCopy().keyCount() == 0);
  }
}
