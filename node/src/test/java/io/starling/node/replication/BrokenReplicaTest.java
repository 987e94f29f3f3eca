package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** One replica runs into a bug: the others of its loop go on. */
class BrokenReplicaTest {
  private static final int BROKEN = 0;
  private static final int SOUND = 1;

  private final TestGroup group = new TestGroup(3, 2, ReplicaSettings.DEFAULT);
  private final TestNode primary = group.awaitPrimary(BROKEN);

  @Test
  void doesNotKeepTheReplicasBehindItFromTheirTurn() {
    assertEquals(primary, group.awaitPrimary(SOUND));
    loseAWrite(BROKEN);
    loseAWrite(SOUND);
    primary.brokenSegment = BROKEN;
    group.nanos += ReplicaSettings.DEFAULT.resendAfter().toNanos() + 1;
    assertThrows(IllegalStateException.class, () -> primary.shard.tick(group.now()));
    group.deliver();
    group.nodes.forEach(node -> assertEquals(1, node.copy(SOUND).keyCount()));
    assertTrue(group.nodes.stream().anyMatch(node -> node.copy(BROKEN).keyCount() == 0));
  }

  private void loseAWrite(int segment) {
    group.nodes.stream().filter(node -> node != primary).forEach(group::cutOff);
    primary.call(segment, "SET", "key", "value");
    group.nodes.forEach(group::reconnect);
  }
}
