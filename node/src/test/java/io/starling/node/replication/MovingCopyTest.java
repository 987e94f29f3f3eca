package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.antientropy.sync.SyncSettings;
import io.starling.forecast.shed.Placement;
import io.starling.storage.id.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A copy on its way from a/abc to d: what holds it up, and whom it holds up. */
class MovingCopyTest {
  private static final int WRITES_MAX = 64;

  /** With one more on its way to a learner alone, its writer waits for it. */
  private static final int CROWD = WRITES_MAX / 16 - 1;

  private final Ensemble ensemble = new Ensemble("abcd", "a/abc", small());

  /** Frames of few entries, of which one is on its way at a time. */
  private static ReplicaSettings small() {
    ReplicaSettings usual = TestGroup.bounded(WRITES_MAX, 4);
    return new ReplicaSettings(
        usual.lease(),
        usual.chain(),
        usual.rankStep(),
        usual.resendAfter(),
        new SyncSettings(400, 1, 1 << 20, 5_000_000_000L, 16, 1 << 20),
        usual.sealMax(),
        usual.handovers(),
        usual.learnerPatience(),
        usual.audit(),
        usual.ramp(),
        usual.barrierInterval(),
        usual.sweepInterval(),
        usual.pendingWritesMax(),
        usual.pendingBytesMax(),
        usual.syncsMax());
  }

  MovingCopyTest() {
    ensemble.awaitServing('a');
  }

  private void aim(char primary, String members) {
    ensemble.actor('a').step();
    ensemble
        .replica('a')
        .aimAt(Aim.at(new Placement<>(Ensemble.id(primary), Ensemble.members(members))));
  }

  /** Has d receive everything, and become no member. */
  private void keepLearner() {
    ensemble.actor('a').step();
    Placement<NodeId> present = new Placement<>(Ensemble.id('a'), Ensemble.members("abc"));
    ensemble.replica('a').aimAt(new Aim(present, List.of(Ensemble.id('d'))));
    ensemble.pass(500);
    assertTrue(ensemble.replica('d').isEqualLearner());
  }

  private long keysAtD() {
    return ensemble.replica('d').copy() == null ? 0 : ensemble.replica('d').copy().keyCount();
  }

  private void write(int count) {
    for (int i = 0; i < count; i++) {
      assertEquals("OK", ensemble.submit('a', "SET key" + i + " " + "v".repeat(40)).toString());
    }
  }

  @Test
  void aBrokenStreamResumesWithWhatIsMissing() {
    write(60);
    ReplicaContext context = ensemble.actor('a').context();
    context.limitMoves(2_000);
    aim('a', "abd");
    ensemble.passUntil(() -> keysAtD() >= 30);
    long half = context.movedBytes();
    ensemble.actor('a').step();
    ensemble.replica('a').disconnected(Ensemble.id('d'));
    ensemble.passUntil(() -> ensemble.replica('a').configuration().hasMember(Ensemble.id('d')));
    ensemble.awaitServing('a');
    assertEquals(60, keysAtD());
    assertTrue(context.movedBytes() < 2.5 * half, half + " and then " + context.movedBytes());
  }

  @Test
  void aStreamThatIsHeldBackGoesNoFasterThanItMay() {
    write(60);
    ReplicaContext context = ensemble.actor('a').context();
    context.limitMoves(2_000);
    aim('a', "abd");
    ensemble.pass(1_000);
    assertTrue(context.movedBytes() > 1_000 && context.movedBytes() < 3_000);
    context.limitMoves(Double.POSITIVE_INFINITY);
    ensemble.pass(100);
    assertEquals(60, keysAtD());
  }

  @Test
  void writersWaitForALearnerThatIsFarBehindButNotForLong() {
    keepLearner();
    ensemble.hold("a>d");
    write(CROWD);
    Told held = ensemble.submit('a', "SET more x");
    assertEquals("", held.toString());
    ensemble.release("a>d");
    assertEquals("OK", held.toString());
  }

  @Test
  void nobodyWaitsForALearnerForLongerThanAMessageMayTake() {
    keepLearner();
    ensemble.hold("a>d");
    write(CROWD);
    Told held = ensemble.submit('a', "SET more x");
    assertEquals("", held.toString());
    ensemble.pass(300);
    assertEquals("OK", held.toString());
  }
}
