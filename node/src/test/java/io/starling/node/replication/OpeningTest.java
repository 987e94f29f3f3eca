package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.replication.ReplicaMessage.Sync;
import io.starling.node.routing.Levels;
import io.starling.node.routing.Levels.ReadLevel;
import io.starling.node.routing.Levels.WriteLevel;
import org.junit.jupiter.api.Test;

/** How a new primary comes to hold all that was acknowledged, and nothing that was not. */
class OpeningTest {
  private static final Levels ONE = new Levels(WriteLevel.ONE, ReadLevel.PRIMARY);

  private final Ensemble ensemble = new Ensemble("abc", "a/abc");

  OpeningTest() {
    ensemble.awaitServing('a');
  }

  private long epoch() {
    return ensemble.replica('a').configuration().epoch();
  }

  /** Makes a node primary of the next epoch, as if that had been decided. */
  private void elect(char name) {
    long next = epoch() + 1;
    for (char each : new char[] {'a', 'b', 'c'}) {
      ensemble.actor(each).step();
      ensemble.replica(each).learn(Ensemble.configuration(next, name + "/abc"));
    }
  }

  @Test
  void aWriteThatIsOnAMajoritySurvivesThoughTheNewPrimaryDoesNotHoldIt() {
    ensemble.cutOff('b');
    assertEquals("OK", ensemble.submit('a', "SET k v").toString());
    ensemble.mend();
    elect('b');
    ensemble.awaitServing('b');
    assertEquals("v", ensemble.submit('b', "GET k").toString());
  }

  @Test
  void equalCopiesAreNotSentAnew() {
    ensemble.submit('a', "SET k v");
    ensemble.settle();
    ensemble.hold("a>b");
    ensemble.hold("c>b");
    elect('b');
    ensemble.pass(20);
    ensemble.release("a>b");
    ensemble.release("c>b");
    assertEquals(0, ensemble.onTheWay("b>a", Sync.class).size());
    ensemble.awaitServing('b');
  }

  @Test
  void servesNothingBeforeAMajorityEqualsIt() {
    ensemble.cutOff('b');
    ensemble.submit('a', "SET k v");
    ensemble.mend();
    ensemble.hold("a>b");
    ensemble.hold("c>b");
    elect('b');
    ensemble.pass(100);
    assertEquals("not served: OPENING", ensemble.submit('b', "GET k").toString());
    assertFalse(ensemble.replica('b').isOpen());
    ensemble.release("a>b");
    ensemble.release("c>b");
    ensemble.awaitServing('b');
  }

  @Test
  void anUnacknowledgedWriteOfALonePrimaryIsGoneOnceItIsOverruled() {
    ensemble.submit('a', "SET k old");
    ensemble.cutOff('a');
    ensemble.submit('a', "SET k new", ONE);
    ensemble.passUntil(
        () -> ensemble.replica('b').isServing() || ensemble.replica('c').isServing());
    assertEquals("new", ensemble.valueAt('a', "k"));
    char primary = (char) ensemble.replica('b').configuration().primary().low();
    ensemble.submit(primary, "SET other 1");
    ensemble.mend();
    ensemble.awaitServing(primary);
    assertEquals("old", ensemble.submit(primary, "GET k").toString());
    assertEquals("old", ensemble.valueAt('a', "k"));
  }

  @Test
  void aSuspectCopyDoesNotCountTowardsTheMajority() {
    ensemble.submit('a', "SET k v");
    ensemble.actor('a').restartSuspect();
    ensemble.cutOff('c');
    elect('b');
    ensemble.pass(3_000);
    assertFalse(ensemble.replica('b').isOpen(), "b alone is beyond suspicion");
    ensemble.mend();
    ensemble.passUntil(
        () -> "abc".chars().anyMatch(name -> ensemble.replica((char) name).isServing()));
    ensemble.passUntil(() -> !ensemble.replica('a').marks().suspect());
  }

  @Test
  void aPrimaryWithoutRoomForTheMergeLeavesTheRoleToOthers() {
    ensemble.cutOff('b');
    ensemble.submit('a', "SET k v");
    ensemble.mend();
    ensemble.actor('b').log().becomeFull(true);
    elect('b');
    ensemble.passUntil(
        () -> ensemble.replica('a').isServing() || ensemble.replica('c').isServing());
    char primary = (char) ensemble.replica('a').configuration().primary().low();
    assertEquals("v", ensemble.submit(primary, "GET k").toString());
  }

  @Test
  void ifAllAreSuspectAllAreMerged() {
    ensemble.cutOff('b');
    ensemble.submit('a', "SET k v");
    ensemble.mend();
    ensemble.actor('a').restartSuspect();
    ensemble.actor('b').restartSuspect();
    ensemble.actor('c').restartSuspect();
    ensemble.passUntil(
        () -> "abc".chars().anyMatch(name -> ensemble.replica((char) name).isServing()));
    ensemble.pass(2_000);
    for (char name : new char[] {'a', 'b', 'c'}) {
      assertEquals("v", ensemble.valueAt(name, "k"));
      assertFalse(ensemble.replica(name).marks().suspect());
    }
  }

  @Test
  void aDeletedKeyDoesNotComeBackFromACopyThatMissedTheDeletion() {
    ensemble.submit('a', "SET k v");
    ensemble.cutOff('b');
    ensemble.submit('a', "DEL k");
    ensemble.mend();
    elect('b');
    ensemble.awaitServing('b');
    assertEquals("nil", ensemble.submit('b', "GET k").toString());
    assertEquals("nil", ensemble.valueAt('b', "k"));
  }

  @Test
  void aFlushDoesNotComeUndone() {
    ensemble.submit('a', "SET k v");
    ensemble.cutOff('b');
    ensemble.submit('a', "segment.flush");
    ensemble.submit('a', "SET l w");
    ensemble.mend();
    elect('b');
    ensemble.awaitServing('b');
    assertEquals("nil", ensemble.submit('b', "GET k").toString());
    assertEquals("w", ensemble.submit('b', "GET l").toString());
  }

  @Test
  void theBaseIsTheEpochInWhichACopyWasMadeEqual() {
    for (char name : new char[] {'a', 'b', 'c'}) {
      assertEquals(epoch(), ensemble.replica(name).marks().base());
    }
    ensemble.cutOff('c');
    elect('b');
    ensemble.passUntil(() -> ensemble.replica('b').isServing());
    assertEquals(epoch(), ensemble.replica('b').marks().base());
    assertTrue(ensemble.replica('c').marks().base() < epoch());
  }
}
