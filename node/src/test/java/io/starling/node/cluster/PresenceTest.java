package io.starling.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.gossip.membership.Member;
import io.starling.gossip.transport.PeerAddress;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may be given something, and who will not come back. */
class PresenceTest {
  private static final NodeId A = new NodeId(0, 1);
  private static final NodeId B = new NodeId(0, 2);
  private static final long SETTLE = Duration.ofSeconds(1).toNanos();
  private static final long GRACE = Duration.ofSeconds(60).toNanos();

  private final Presence presence = new Presence(Duration.ofNanos(SETTLE), Duration.ofNanos(GRACE));

  private static List<Member> members(NodeId... nodes) {
    return Arrays.stream(nodes).map(PresenceTest::member).toList();
  }

  private static Member member(NodeId node) {
    return new Member(node, 1, new PeerAddress("localhost", 7946), 6379, 7379, 9379, "");
  }

  private static SortedSet<NodeId> placed(NodeId... nodes) {
    return new TreeSet<>(List.of(nodes));
  }

  @Test
  void aNodeIsLiveWhenItHasBeenThereForAWhile() {
    presence.observe(members(A, B), placed(), 0);
    assertEquals(List.of(), presence.live(SETTLE - 1));
    assertEquals(List.of(A, B), presence.live(SETTLE));
  }

  @Test
  void aNodeThatComesAndGoesStartsAnew() {
    presence.observe(members(A, B), placed(), 0);
    presence.observe(members(A), placed(), SETTLE);
    presence.observe(members(A, B), placed(), SETTLE + 1);
    assertEquals(List.of(A), presence.live(SETTLE + 2));
    assertEquals(List.of(A, B), presence.live(2 * SETTLE + 1));
  }

  @Test
  void aMemberIsGoneWhenNobodyHasSeenItForTheGraceTime() {
    presence.observe(members(A), placed(A, B), 0);
    assertEquals(List.of(), presence.gone(GRACE - 1));
    assertEquals(List.of(B), presence.gone(GRACE));
  }

  @Test
  void aRestartIsNoLoss() {
    presence.observe(members(A), placed(A, B), 0);
    presence.observe(members(A, B), placed(A, B), GRACE - 1);
    presence.observe(members(A), placed(A, B), GRACE);
    assertEquals(List.of(), presence.gone(2 * GRACE - 1));
    assertEquals(List.of(B), presence.gone(2 * GRACE));
  }

  @Test
  void whoHoldsNothingIsNotMissed() {
    presence.observe(members(A), placed(A), 0);
    assertEquals(List.of(), presence.gone(GRACE));
    presence.observe(members(A), placed(A, B), GRACE);
    presence.observe(members(A), placed(A), 2 * GRACE);
    assertEquals(List.of(), presence.gone(3 * GRACE));
  }
}
