package io.starling.node.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.balance.HollowNodes.Share;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HollowNodesTest {
  private static final NodeId OLD = new NodeId(0, 1);
  private static final NodeId NEW = new NodeId(0, 2);

  private final HollowNodes hollow = new HollowNodes();
  private long now;

  /** What is hollow, the old node being as busy as this. */
  private List<NodeId> observe(double busy, Share newcomer) {
    TreeMap<NodeId, Share> shares = new TreeMap<>();
    shares.put(OLD, new Share(1.3, 1.3, busy));
    shares.put(NEW, newcomer);
    return List.copyOf(hollow.observe(shares, now));
  }

  private void later(Duration time) {
    now += time.toNanos();
  }

  @Test
  void fillsWhoHasLittleUntilItIsSaidToBeFull() {
    assertEquals(List.of(NEW), observe(0.5, new Share(0, 0, 0)));
    assertEquals(List.of(NEW), observe(0.5, new Share(0.9, 0.9, 0.3)));
    hollow.filled(NEW, now);
    assertEquals(List.of(), observe(0.5, new Share(0.9, 0.9, 0.3)));
    assertEquals(List.of(), observe(0.5, new Share(0.9, 0, 0)), "it could not keep what it got");
    later(Duration.ofMinutes(5));
    assertEquals(List.of(NEW), observe(0.5, new Share(0.9, 0, 0)));
  }

  @Test
  void aNodeThatIsBackWithItsCopiesLacksItsRoles() {
    assertEquals(List.of(), observe(0.5, new Share(1, 0.25, 0.1)));
    assertEquals(List.of(NEW), observe(0.5, new Share(1, 0.24, 0.1)));
  }

  @Test
  void whoIsBusyWithLittleIsNotHollow() {
    assertEquals(List.of(), observe(0.5, new Share(0.1, 0.1, 0.6)));
  }

  @Test
  void leavesOffWhenTheNodeIsAsBusyAsTheOthersAndRests() {
    assertEquals(List.of(NEW), observe(0.5, new Share(0, 0, 0)));
    assertEquals(List.of(), observe(0.5, new Share(0.2, 0.2, 0.8)));
    assertEquals(List.of(), observe(0.5, new Share(0.2, 0.2, 0)));
    later(Duration.ofMinutes(5));
    assertEquals(List.of(NEW), observe(0.5, new Share(0.2, 0.2, 0)));
  }

  @Test
  void leavesOffWhenNothingComesForMinutes() {
    assertEquals(List.of(NEW), observe(0, new Share(0, 0, 0)));
    later(Duration.ofMinutes(3));
    assertEquals(List.of(NEW), observe(0, new Share(0.1, 0, 0)));
    later(Duration.ofMinutes(3));
    assertEquals(List.of(NEW), observe(0, new Share(0.1, 0, 0)));
    later(Duration.ofNanos(1));
    assertEquals(List.of(), observe(0, new Share(0.1, 0, 0)));
  }
}
