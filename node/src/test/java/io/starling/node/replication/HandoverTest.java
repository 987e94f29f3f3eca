package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.forecast.shed.Placement;
import io.starling.node.replication.ReplicaMessage.Appended;
import io.starling.node.replication.ReplicaMessage.CopySummary;
import io.starling.storage.entry.Version;
import io.starling.storage.id.NodeId;
import org.junit.jupiter.api.Test;

/** How an open primary brings about another primary, or other members. */
class HandoverTest {
  private static final long SEAL_MILLIS = ReplicaSettings.DEFAULT.sealMax().toMillis();

  private final Ensemble ensemble = new Ensemble("abcd", "a/abc", TestGroup.oneSyncAtATime());

  HandoverTest() {
    ensemble.awaitServing('a');
  }

  private static Placement<NodeId> placement(char primary, String members) {
    return new Placement<>(Ensemble.id(primary), Ensemble.members(members));
  }

  private void aim(char primary, String members) {
    ensemble.actor('a').step();
    ensemble.replica('a').aimAt(Aim.at(placement(primary, members)));
  }

  @Test
  void handsTheRoleToABackupAndLosesNothing() {
    ensemble.submit('a', "SET k v");
    aim('b', "abc");
    ensemble.awaitServing('b');
    assertEquals("v", ensemble.submit('b', "GET k").toString());
    assertEquals("not served: NOT_PRIMARY", ensemble.submit('a', "GET k").toString());
  }

  @Test
  void doesNothingIfItIsThere() {
    long epoch = ensemble.replica('a').configuration().epoch();
    aim('a', "abc");
    ensemble.pass(500);
    assertEquals(epoch, ensemble.replica('a').configuration().epoch());
    assertTrue(ensemble.replica('a').isServing());
  }

  @Test
  void refusesWhileItIsSealedAndGoesOnWhenItDidNotDrain() {
    ensemble.hold("b>a");
    ensemble.hold("c>a");
    Told pending = ensemble.submit('a', "SET k v");
    aim('b', "abc");
    ensemble.pass(20);
    assertEquals("not served: CHANGING", ensemble.submit('a', "SET k w").toString());
    assertEquals("not served: CHANGING", ensemble.submit('a', "GET k").toString());
    ensemble.pass(SEAL_MILLIS);
    ensemble.release("b>a");
    ensemble.release("c>a");
    assertEquals("OK", pending.toString());
    assertEquals("OK", ensemble.submit('a', "SET k w").toString());
  }

  @Test
  void neverServesItsEpochAgainOnceItHasProposed() {
    aim('b', "abc");
    ensemble.hold("a>b");
    ensemble.hold("a>c");
    ensemble.hold("a>d");
    ensemble.pass(50);
    assertTrue(ensemble.replica('a').isWedged());
    ensemble.cutOff('b');
    ensemble.cutOff('c');
    ensemble.pass(10 * SEAL_MILLIS);
    assertEquals("not served: CHANGING", ensemble.submit('a', "SET k v").toString());
  }

  @Test
  void waitsForABackupThatIsNotThere() {
    ensemble.cutOff('b');
    ensemble.pass(3_000);
    aim('b', "abc");
    ensemble.pass(1_000);
    assertTrue(ensemble.replica('a').isServing());
    assertEquals("OK", ensemble.submit('a', "SET k v").toString());
  }

  @Test
  void replacesAMemberByALearnerThatHasEverything() {
    ensemble.submit('a', "SET k v");
    assertNull(ensemble.replica('d').copy());
    aim('a', "abd");
    ensemble.passUntil(() -> ensemble.replica('a').configuration().hasMember(Ensemble.id('d')));
    ensemble.awaitServing('a');
    assertEquals("v", ensemble.valueAt('d', "k"));
    ensemble.passUntil(() -> ensemble.replica('c').copy() == null);
  }

  @Test
  void aLearnersAcknowledgementNeverCounts() {
    ensemble.hold("a>b");
    ensemble.hold("a>c");
    ensemble.hold("d>a");
    aim('a', "abd");
    Told told = ensemble.submit('a', "SET k v");
    long epoch = ensemble.replica('a').configuration().epoch();
    ensemble.forge('d', 'a', new Appended(Ensemble.SEGMENT, epoch, 1, true));
    assertEquals("", told.toString());
    ensemble.forge('b', 'a', new Appended(Ensemble.SEGMENT, epoch, 1, true));
    assertEquals("OK", told.toString());
  }

  @Test
  void growsFromOneToThree() {
    Ensemble alone = new Ensemble("abc", "a/a");
    alone.passUntil(() -> alone.replica('a').isServing());
    alone.submit('a', "SET k v");
    alone.actor('a').step();
    alone.replica('a').aimAt(Aim.at(placement('b', "abc")));
    alone.awaitServing('b');
    assertEquals(3, alone.replica('b').configuration().members().size());
    assertEquals("v", alone.submit('b', "GET k").toString());
    assertNotNull(alone.replica('c').copy());
  }

  @Test
  void takesALearnerHoweverOftenOneHasComeAndGone() {
    ensemble.cutOff('d');
    for (int times = 0; times < Long.SIZE; times++) {
      aim('a', "abd");
      aim('a', "abc");
    }
    ensemble.mend();
    ensemble.passUntil(
        () -> {
          aim('a', "abd");
          return ensemble.replica('a').configuration().hasMember(Ensemble.id('d'));
        });
  }

  @Test
  void endsTheSynchronisationOfALearnerThatIsWantedNoMore() {
    ensemble.actor('a').hear(Ensemble.id('d'));
    ensemble.hold("d>a");
    aim('a', "abd");
    long epoch = ensemble.replica('a').configuration().epoch();
    ensemble.forge('d', 'a', new CopySummary(Ensemble.SEGMENT, epoch, 0, false, Version.ZERO, 0));
    ensemble.pass(50);
    assertFalse(permits('a').tryAcquire(Ensemble.id('d')), "a synchronisation is under way");
    aim('a', "abc");
    assertTrue(permits('a').beginRound(), "the test itself was refused");
    assertTrue(permits('a').tryAcquire(Ensemble.id('d')));
  }

  private SyncPermits permits(char name) {
    return ensemble.actor(name).context().permits();
  }

  @Test
  void forgetsALearnerThatIsWantedNoMore() {
    ensemble.cutOff('d');
    aim('a', "abd");
    ensemble.pass(100);
    assertFalse(ensemble.replica('a').isFullyInSync());
    aim('a', "abc");
    ensemble.pass(100);
    assertTrue(ensemble.replica('a').isFullyInSync());
  }
}
