package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.gossip.agreement.Configuration;
import io.starling.node.command.Reply;
import io.starling.node.replication.ReplicaEvent.Opened;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A node that becomes the primary of many segments at once opens those first that are used most.
 */
class OpeningOrderTest {
  private static final int SEGMENTS = 12;
  private static final int HOT = 7;
  private static final int WARM = 10;

  private final TestGroup group = new TestGroup(3, SEGMENTS, TestGroup.oneSyncAtATime());
  private final TestNode primary = group.awaitPrimary(0);
  private final TestNode next =
      group.nodes.stream().filter(node -> node != primary).findFirst().orElseThrow();

  @Test
  void theHottestSegmentsAreOpenedFirst() {
    write(HOT, 40);
    write(WARM, 20);
    group.cutOff(next);
    for (int segment = 0; segment < SEGMENTS; segment++) {
      write(segment, 1);
    }
    group.reconnect(next);
    next.events.clear();
    electForAll(next);
    group.await("all segments are open", () -> opened().size() == SEGMENTS);
    assertTrue(
        opened().indexOf(HOT) <= 1 && opened().indexOf(WARM) <= 2,
        () -> "one may have begun when nobody waited: " + opened());
  }

  private void write(int segment, int count) {
    for (int i = 0; i < count; i++) {
      assertEquals(Reply.OK, primary.call(segment, "SET", "key-" + i, "value"));
    }
  }

  private void electForAll(TestNode elected) {
    for (int segment = 0; segment < SEGMENTS; segment++) {
      Configuration known = primary.replica(segment).configuration();
      Configuration decided = known.withPrimary(elected.id);
      group.nodes.forEach(node -> node.shard.learn(decided, group.now()));
    }
  }

  private List<Integer> opened() {
    return next.events.stream()
        .filter(Opened.class::isInstance)
        .map(ReplicaEvent::segment)
        .toList();
  }
}
