package io.starling.gossip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.IoEventLoopGroup;
import io.starling.gossip.transport.JoinRefused.Reason;
import io.starling.storage.id.ClusterId;
import io.starling.storage.id.NodeId;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HandshakeTest {
  private static final ClusterId ELSEWHERE = new ClusterId(8, 8);

  private static IoEventLoopGroup loops;

  @BeforeAll
  static void openLoops() {
    loops = EventLoops.open("test-peer", 1);
  }

  @AfterAll
  static void closeLoops() {
    loops.shutdownGracefully();
  }

  @Test
  void refusesANodeWithAnotherSecretAndSaysSo() throws Exception {
    PeerSettings wrong = PeerNode.settings(SharedSecret.of("another secret"));
    try (PeerNode member = PeerNode.open(loops, 1);
        PeerNode stranger = PeerNode.open(loops, PeerNode.identity(2, PeerNode.CLUSTER), wrong)) {
      JoinRefused refused = refusal(stranger, member.transport.address());
      assertEquals(Reason.OTHER_SECRET, refused.reason());
      assertTrue(refused.getMessage().contains("same shared secret"), refused.getMessage());
    }
  }

  @Test
  void refusesAJoinerWithoutTheSecretAndKeepsTheClusterIdUnknownToIt() throws Exception {
    PeerSettings none = PeerNode.settings(SharedSecret.none());
    try (PeerNode member = PeerNode.open(loops, 1);
        PeerNode joiner = PeerNode.open(loops, PeerNode.identity(2, null), none)) {
      assertEquals(Reason.OTHER_SECRET, refusal(joiner, member.transport.address()).reason());
      assertEquals(Optional.empty(), joiner.transport.clusterId());
    }
  }

  @Test
  void refusesANodeOfAnotherClusterAndNamesBoth() throws Exception {
    try (PeerNode member = PeerNode.open(loops, 1);
        PeerNode other =
            PeerNode.open(
                loops, PeerNode.identity(2, ELSEWHERE), PeerNode.settings(PeerNode.SECRET))) {
      JoinRefused refused = refusal(other, member.transport.address());
      assertEquals(Reason.OTHER_CLUSTER, refused.reason());
      assertTrue(refused.getMessage().contains(ELSEWHERE.toString()), refused.getMessage());
      assertTrue(refused.getMessage().contains(PeerNode.CLUSTER.toString()), refused.getMessage());
    }
  }

  @Test
  void takesOverTheClusterIdOfTheNodeItJoins() throws Exception {
    try (PeerNode member = PeerNode.open(loops, 1);
        PeerNode joiner =
            PeerNode.open(loops, PeerNode.identity(2, null), PeerNode.settings(PeerNode.SECRET))) {
      assertEquals(member.id, joiner.connect(member.transport.address()));
      assertEquals(Optional.of(PeerNode.CLUSTER), joiner.transport.clusterId());
    }
  }

  @Test
  void refusesAJoinerWhileItHasNotJoinedItself() throws Exception {
    PeerSettings settings = PeerNode.settings(PeerNode.SECRET);
    try (PeerNode first = PeerNode.open(loops, PeerNode.identity(1, null), settings);
        PeerNode second = PeerNode.open(loops, PeerNode.identity(2, null), settings)) {
      assertEquals(Reason.NOT_JOINED, refusal(second, first.transport.address()).reason());
    }
  }

  @Test
  void noticesThatItReachedItself() throws Exception {
    try (PeerNode node = PeerNode.open(loops, 1)) {
      assertEquals(Reason.SAME_NODE, refusal(node, node.transport.address()).reason());
    }
  }

  @Test
  void refusesAnotherProcessWithItsOwnId() throws Exception {
    PeerIdentity copy = new PeerIdentity(new NodeId(1, 1), 99, PeerNode.CLUSTER);
    try (PeerNode node = PeerNode.open(loops, 1);
        PeerNode copied = PeerNode.open(loops, copy, PeerNode.settings(PeerNode.SECRET))) {
      JoinRefused refused = refusal(copied, node.transport.address());
      assertEquals(Reason.DUPLICATE_NODE, refused.reason());
      assertTrue(refused.getMessage().contains("must not be copied"), refused.getMessage());
    }
  }

  @Test
  void refusesASecondProcessWithTheIdOfAPeerThatIsAlive() throws Exception {
    PeerIdentity copy = new PeerIdentity(new NodeId(2, 2), 99, PeerNode.CLUSTER);
    try (PeerNode node = PeerNode.open(loops, 1);
        PeerNode peer = PeerNode.open(loops, 2);
        PeerNode copied = PeerNode.open(loops, copy, PeerNode.settings(PeerNode.SECRET))) {
      peer.connect(node.transport.address());
      assertEquals(Reason.DUPLICATE_NODE, refusal(copied, node.transport.address()).reason());
      assertTrue(peer.send(node.id, new byte[] {1}));
      assertEquals(peer.id, node.nextMessage().from());
    }
  }

  @Test
  void refusesToTakeANodeForAnother() throws Exception {
    try (PeerNode node = PeerNode.open(loops, 1);
        PeerNode other = PeerNode.open(loops, 2)) {
      node.transport.addresses().put(new NodeId(3, 3), other.transport.address());
      node.send(new NodeId(3, 3), new byte[] {1});
      other.connect(node.transport.address());
      assertTrue(node.send(other.id, new byte[] {2}));
      assertEquals(2, other.nextMessage().payload()[0]);
    }
  }

  private static JoinRefused refusal(PeerNode dialer, PeerAddress address) {
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> dialer.connect(address));
    return (JoinRefused) failed.getCause();
  }
}
