package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.starling.node.command.Reply;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AcceptedLossesTest {
  private static final int SEGMENT = 0;

  private final TestGroup group = new TestGroup(3, 1);
  private final TestNode primary = group.awaitPrimary(SEGMENT);
  private final List<TestNode> backups =
      group.nodes.stream().filter(node -> node != primary).toList();

  @Test
  void aGroupThatLostPowerWaitsForAllItsMembersUntilTheLossOfOneIsAccepted() {
    assertEquals(Reply.OK, primary.call(SEGMENT, "SET", "key", "value"));
    group.cutOff(primary);
    backups.forEach(node -> node.replica(SEGMENT).record().markSuspect(() -> {}));
    group.ticks(1_000);
    backups.forEach(node -> assertFalse(node.replica(SEGMENT).isOpen()));

    backups.forEach(node -> node.shard.acceptLoss(primary.id, OptionalInt.of(SEGMENT)));
    TestNode next = group.awaitPrimary(SEGMENT);
    assertEquals(Reply.number(1), next.call(SEGMENT, "EXISTS", "key"));
  }

  @Test
  void aLossThatWasAcceptedForAnotherSegmentOpensNothing() {
    group.cutOff(primary);
    backups.forEach(node -> node.replica(SEGMENT).record().markSuspect(() -> {}));
    backups.forEach(node -> node.shard.acceptLoss(primary.id, OptionalInt.of(SEGMENT + 1)));
    group.ticks(1_000);
    backups.forEach(node -> assertFalse(node.replica(SEGMENT).isOpen()));
  }
}
