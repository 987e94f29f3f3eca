package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.storage.id.NodeId;
import org.junit.jupiter.api.Test;

class SyncPermitsTest {
  private static final NodeId B = Ensemble.id('b');
  private static final NodeId C = Ensemble.id('c');

  private final SyncPermits permits = new SyncPermits(2);

  @Test
  void boundsWhatIsUnderWayWithEachPeer() {
    assertTrue(permits.tryAcquire(B));
    assertTrue(permits.tryAcquire(B));
    assertFalse(permits.tryAcquire(B));
    assertTrue(permits.tryAcquire(C));
  }

  @Test
  void givesNothingBetweenRoundsWhileSomebodyWaits() {
    assertTrue(permits.tryAcquire(B));
    assertTrue(permits.tryAcquire(B));
    assertFalse(permits.tryAcquire(B));
    permits.release(B);
    assertFalse(permits.tryAcquire(B), "who waits longer, or more urgently, comes first");
    assertTrue(permits.beginRound());
    assertTrue(permits.tryAcquire(B));
    permits.endRound();
    permits.release(B);
    assertTrue(permits.tryAcquire(B), "nobody was refused in the last round");
    assertFalse(permits.beginRound());
  }
}
