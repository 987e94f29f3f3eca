package io.starling.gossip.membership;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.IoEventLoopGroup;
import io.scalecube.cluster.metadata.MetadataCodec;
import io.scalecube.cluster.transport.api.MessageCodec;
import io.starling.gossip.membership.MembershipEvent.MemberJoined;
import io.starling.gossip.membership.MembershipEvent.MemberLeft;
import io.starling.gossip.transport.EventLoops;
import io.starling.gossip.transport.MessageKind;
import io.starling.storage.id.NodeId;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScaleCubeMembershipTest {
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
  void threeNodesFindEachOtherAndNoticeWhenOneLeaves() throws Exception {
    try (ClusterNode a = ClusterNode.open(loops, 1);
        ClusterNode b = ClusterNode.open(loops, 2, a)) {
      NodeId departed;
      try (ClusterNode c = ClusterNode.open(loops, 3, a)) {
        departed = c.id;
        assertEquals(Set.of(b.id, c.id), joined(a, 2));
        assertEquals(Set.of(a.id, c.id), joined(b, 2));
        assertEquals(Set.of(a.id, b.id), joined(c, 2));
        assertEquals(a.memberIds(), c.memberIds());
      }
      assertEquals(departed, assertInstanceOf(MemberLeft.class, a.nextEvent()).member().nodeId());
      assertEquals(departed, assertInstanceOf(MemberLeft.class, b.nextEvent()).member().nodeId());
      assertFalse(b.memberIds().contains(departed));
    }
  }

  @Test
  void tellsWhereAMemberIsReached() throws Exception {
    try (ClusterNode a = ClusterNode.open(loops, 1);
        ClusterNode b = ClusterNode.open(loops, 2, a)) {
      Member seen = a.nextEvent().member();
      assertEquals(new Member(b.id, 2, b.transport.address(), 6379, 7379, 9379, "a"), seen);
    }
  }

  @Test
  void removesAMemberThatVanished() throws Exception {
    try (ClusterNode a = ClusterNode.open(loops, 1);
        ClusterNode b = ClusterNode.open(loops, 2, a)) {
      joined(a, 1);
      b.vanish();
      assertEquals(b.id, assertInstanceOf(MemberLeft.class, a.nextEvent()).member().nodeId());
    }
  }

  @Test
  void knowsARestartedNodeByItsNewProcess() throws Exception {
    try (ClusterNode a = ClusterNode.open(loops, 1);
        ClusterNode b = ClusterNode.open(loops, 2, a)) {
      joined(a, 1);
      b.vanish();
      try (ClusterNode again = b.successor(loops, b.id, a)) {
        Member seen = assertInstanceOf(MemberJoined.class, a.nextEvent()).member();
        assertEquals(b.id, seen.nodeId());
        assertEquals(again.membership.members().getLast(), seen);
      }
    }
  }

  @Test
  void acceptsANewNodeOnTheAddressOfAnotherAndRemovesThatOne() throws Exception {
    NodeId wiped = new NodeId(9, 9);
    try (ClusterNode a = ClusterNode.open(loops, 1);
        ClusterNode b = ClusterNode.open(loops, 2, a)) {
      joined(a, 1);
      b.vanish();
      try (ClusterNode c = b.successor(loops, wiped, a)) {
        assertEquals(Set.of(a.id), joined(c, 1));
        Set<String> heard = new TreeSet<>();
        heard.add(describe(a.nextEvent()));
        heard.add(describe(a.nextEvent()));
        assertEquals(Set.of("joined " + wiped, "left " + b.id), heard);
      }
    }
  }

  @Test
  void spreadsNewsToAllOthers() throws Exception {
    try (ClusterNode a = ClusterNode.open(loops, 1);
        ClusterNode b = ClusterNode.open(loops, 2, a);
        ClusterNode c = ClusterNode.open(loops, 3, a)) {
      joined(a, 2);
      assertTrue(a.membership.spread(new byte[] {1, 2, 3}));
      assertArrayEquals(new byte[] {1, 2, 3}, b.nextNews());
      assertArrayEquals(new byte[] {1, 2, 3}, c.nextNews());
      byte[] tooLarge = new byte[Membership.NEWS_BYTES_MAX + 1];
      assertThrows(IllegalArgumentException.class, () -> a.membership.spread(tooLarge));
    }
  }

  @Test
  void neverDeserializesJavaObjects() throws Exception {
    assertInstanceOf(EnvelopeMessageCodec.class, MessageCodec.INSTANCE);
    assertInstanceOf(PlainMetadataCodec.class, MetadataCodec.INSTANCE);
    try (ClusterNode a = ClusterNode.open(loops, 1);
        ClusterNode b = ClusterNode.open(loops, 2, a)) {
      joined(a, 1);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(new Gadget());
      }
      assertTrue(
          b.transport.send(
              a.id, MessageKind.MEMBERSHIP, Unpooled.wrappedBuffer(bytes.toByteArray())));
      b.membership.spread(new byte[] {1});
      a.nextNews();
      assertFalse(Gadget.RAN.get());
    }
  }

  /** Shows when it is read by Java serialization. */
  private static final class Gadget implements Serializable {
    static final AtomicBoolean RAN = new AtomicBoolean();
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("UnusedMethod")
    private void readObject(ObjectInputStream in) {
      RAN.set(true);
    }
  }

  private static Set<NodeId> joined(ClusterNode node, int count) throws InterruptedException {
    Set<NodeId> seen = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      seen.add(assertInstanceOf(MemberJoined.class, node.nextEvent()).member().nodeId());
    }
    return seen;
  }

  private static String describe(MembershipEvent event) {
    return switch (event) {
      case MemberJoined(Member member) -> "joined " + member.nodeId();
      case MemberLeft(Member member) -> "left " + member.nodeId();
    };
  }
}
