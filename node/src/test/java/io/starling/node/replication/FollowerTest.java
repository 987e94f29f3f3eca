package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.gossip.agreement.AgreementMessage;
import io.starling.gossip.agreement.AgreementMessage.Decided;
import io.starling.gossip.agreement.Ballot;
import io.starling.node.replication.ReplicaMessage.Append;
import io.starling.node.replication.ReplicaMessage.Appended;
import io.starling.node.replication.ReplicaMessage.Barrier;
import io.starling.node.replication.ReplicaMessage.BarrierReached;
import io.starling.node.replication.ReplicaMessage.ConfigurationWanted;
import io.starling.node.replication.ReplicaMessage.CopySummary;
import io.starling.node.replication.ReplicaMessage.Gather;
import io.starling.node.replication.ReplicaMessage.LearnerReport;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import org.junit.jupiter.api.Test;

/** What a member does that is not the primary, and when it wants to be. */
class FollowerTest {
  private static final long LEASE_MILLIS = 600;

  private final Ensemble ensemble = new Ensemble("abc", "a/abc");

  FollowerTest() {
    ensemble.awaitServing('a');
  }

  private long epoch() {
    return ensemble.replica('b').configuration().epoch();
  }

  @Test
  void takesOverWhenThePrimarysLeaseHasRunOut() {
    ensemble.submit('a', "SET k v");
    ensemble.cutOff('a');
    ensemble.pass(LEASE_MILLIS - 20);
    assertEquals(Ensemble.id('a'), ensemble.replica('b').configuration().primary());
    ensemble.passUntil(
        () -> ensemble.replica('b').isServing() || ensemble.replica('c').isServing());
    assertFalse(ensemble.replica('a').isServing());
    char primary = (char) ensemble.replica('b').configuration().primary().low();
    assertEquals("v", ensemble.submit(primary, "GET k").toString());
  }

  @Test
  void aloneItTakesOverNothing() {
    ensemble.cutOff('b');
    ensemble.pass(20 * LEASE_MILLIS);
    assertFalse(ensemble.replica('b').isOpen());
    assertTrue(ensemble.replica('a').isServing());
  }

  @Test
  void aMemberThatHasJustStartedLeavesTimeToThoseWhoServeToFindIt() {
    ensemble.cutOff('b');
    ensemble.actor('b').restart();
    ensemble.pass(3 * LEASE_MILLIS);
    assertFalse(ensemble.replica('b').isWedged());
    ensemble.pass(3 * LEASE_MILLIS);
    assertTrue(ensemble.replica('b').isWedged());
  }

  @Test
  void aMemberThatCameBackWedgedIsGotBack() {
    ensemble.cutOff('b');
    ensemble.pass(5 * LEASE_MILLIS);
    assertTrue(ensemble.replica('b').isWedged());
    ensemble.mend();
    ensemble.passUntil(() -> !ensemble.replica('b').isWedged());
    ensemble.awaitServing('a');
  }

  @Test
  void standsBackIfItsOwnLoopWasLate() {
    ensemble.cutOff('a');
    ensemble.pass(LEASE_MILLIS - 20);
    for (int i = 0; i < 100; i++) {
      ensemble.actor('b').context().standBack();
      ensemble.actor('c').context().standBack();
      ensemble.pass(10);
    }
    assertFalse(ensemble.replica('b').isWedged() || ensemble.replica('c').isWedged());
  }

  @Test
  void acknowledgesNothingOnceItIsWedged() {
    wedge();
    ensemble.hold("b>a");
    ensemble.forge(
        'a', 'b', new Append(Ensemble.SEGMENT, epoch(), new Write.Floor(new Version(epoch(), 9))));
    ensemble.forge('a', 'b', new Gather(ensemble.replica('a').configuration()));
    assertEquals(0, ensemble.onTheWay("b>a", ReplicaMessage.class).size());
    assertFalse(ensemble.replica('b').lend(Ensemble.id('a'), epoch()));
  }

  private void wedge() {
    ensemble.cutOff('a');
    ensemble.pass(LEASE_MILLIS);
    ensemble.actor('b').step();
    ensemble
        .replica('b')
        .receive(
            Ensemble.id('c'),
            new AgreementMessage.Prepare(
                ensemble.replica('b').configuration(), new Ballot(50, Ensemble.id('c'))));
    assertTrue(ensemble.replica('b').isWedged());
    ensemble.mend();
  }

  @Test
  void saysThatAWriteOfASuspectCopyDoesNotCount() {
    ensemble.actor('b').restartSuspect();
    ensemble.hold("b>a");
    ensemble.forge(
        'a', 'b', new Append(Ensemble.SEGMENT, epoch(), new Write.Floor(new Version(epoch(), 9))));
    assertFalse(ensemble.onTheWay("b>a", Appended.class).get(0).counts());
    assertFalse(ensemble.replica('b').lend(Ensemble.id('a'), epoch()));
  }

  @Test
  void takesNoWriteForACopyThatItDoesNotHold() {
    Ensemble withLearner = new Ensemble("abcd", "a/abc");
    withLearner.awaitServing('a');
    withLearner.actor('d').step();
    withLearner.replica('d').learn(withLearner.replica('a').configuration());
    withLearner.settle();
    withLearner.hold("d>a");
    long now = withLearner.replica('a').configuration().epoch();
    withLearner.forge(
        'a', 'd', new Append(Ensemble.SEGMENT, now, new Write.Floor(new Version(now, 9))));
    assertEquals(0, withLearner.onTheWay("d>a", Appended.class).size());
    assertEquals(
        LearnerReport.State.EMPTY, withLearner.onTheWay("d>a", LearnerReport.class).get(0).state());
    assertNull(withLearner.replica('d').copy());
  }

  @Test
  void listensToItsPrimaryOnly() {
    ensemble.hold("b>c");
    ensemble.forge(
        'c', 'b', new Append(Ensemble.SEGMENT, epoch(), new Write.Floor(new Version(epoch(), 9))));
    ensemble.forge('c', 'b', new Barrier(Ensemble.SEGMENT, epoch(), 1));
    assertEquals(0, ensemble.onTheWay("b>c", ReplicaMessage.class).size());
    assertEquals(Version.ZERO, ensemble.replica('b').ownCopy().floor());
    assertFalse(ensemble.replica('b').lend(Ensemble.id('c'), epoch()));
  }

  @Test
  void answersAnOlderEpochWithTheNewerConfiguration() {
    ensemble.hold("b>a");
    ensemble.forge(
        'a',
        'b',
        new Append(Ensemble.SEGMENT, epoch() - 1, new Write.Floor(new Version(epoch() - 1, 9))));
    assertEquals(
        new Decided(ensemble.replica('b').configuration()),
        ensemble.onTheWay("b>a", Decided.class).get(0));
    assertEquals(Version.ZERO, ensemble.replica('b').ownCopy().floor());
  }

  @Test
  void asksForAConfigurationThatItDoesNotKnow() {
    ensemble.hold("b>a");
    ensemble.forge('a', 'b', new Barrier(Ensemble.SEGMENT, epoch() + 1, 1));
    assertEquals(
        new ConfigurationWanted(Ensemble.SEGMENT, epoch() + 1),
        ensemble.onTheWay("b>a", ConfigurationWanted.class).get(0));
  }

  @Test
  void adoptsAnEpochBeforeItSaysWhatItHolds() {
    ensemble.hold("b>c");
    long next = epoch() + 1;
    ensemble.actor('b').holdDisk();
    ensemble.forge('c', 'b', new Gather(Ensemble.configuration(next, "c/abc")));
    ensemble.settle();
    assertEquals(next, epoch());
    assertEquals(0, ensemble.onTheWay("b>c", CopySummary.class).size());
    ensemble.actor('b').releaseDisk();
    assertEquals(next, ensemble.onTheWay("b>c", CopySummary.class).get(0).epoch());
  }

  @Test
  void takesAndLendsNothingInAnEpochThatItWouldForgetInACrash() {
    ensemble.hold("b>c");
    long next = epoch() + 1;
    Append append = new Append(Ensemble.SEGMENT, next, new Write.Floor(new Version(next, 9)));
    ensemble.actor('b').holdDisk();
    ensemble.forge('c', 'b', new Gather(Ensemble.configuration(next, "c/abc")));
    ensemble.forge('c', 'b', append);
    assertEquals(0, ensemble.onTheWay("b>c", Appended.class).size());
    assertFalse(ensemble.replica('b').lend(Ensemble.id('c'), next));
    ensemble.actor('b').releaseDisk();
    ensemble.forge('c', 'b', append);
    assertEquals(1, ensemble.onTheWay("b>c", Appended.class).size());
    assertTrue(ensemble.replica('b').lend(Ensemble.id('c'), next));
  }

  @Test
  void reachesABarrierWhenItsDiskDoes() {
    ensemble.hold("b>a");
    ensemble.actor('b').holdDisk();
    ensemble.forge('a', 'b', new Barrier(Ensemble.SEGMENT, epoch(), 4));
    ensemble.settle();
    assertEquals(0, ensemble.onTheWay("b>a", BarrierReached.class).size());
    ensemble.actor('b').releaseDisk();
    assertEquals(4, ensemble.onTheWay("b>a", BarrierReached.class).get(0).sequence());
  }

  @Test
  void aPrimaryThatRestartsNeverServesItsEpochAgain() {
    long served = epoch();
    ensemble.submit('a', "SET k v");
    ensemble.actor('a').restart();
    assertFalse(ensemble.replica('a').isOpen());
    ensemble.passUntil(
        () -> "abc".chars().anyMatch(name -> ensemble.replica((char) name).isServing()));
    assertTrue(epoch() > served);
    ensemble.pass(1_000);
    for (char name : new char[] {'a', 'b', 'c'}) {
      assertEquals("v", ensemble.valueAt(name, "k"));
    }
  }

  @Test
  void tellsWhoServesInsteadOfIt() {
    assertEquals("not served: NOT_PRIMARY", ensemble.submit('b', "GET k").toString());
  }
}
