package io.starling.gossip.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.IoEventLoopGroup;
import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NettyPeerTransportTest {
  private static IoEventLoopGroup loops;

  @BeforeAll
  static void openLoops() {
    loops = EventLoops.open("test-peer", 2);
  }

  @AfterAll
  static void closeLoops() {
    loops.shutdownGracefully();
  }

  @Test
  void deliversMessagesInOrder() throws Exception {
    try (PeerNode a = PeerNode.open(loops, 1);
        PeerNode b = PeerNode.open(loops, 2)) {
      a.connect(b.transport.address());
      for (int i = 0; i < 1000; i++) {
        assertTrue(a.send(b.id, bytes(i)));
      }
      for (int i = 0; i < 1000; i++) {
        PeerNode.Event.Message message = b.nextMessage();
        assertEquals(a.id, message.from());
        assertArrayEquals(bytes(i), message.payload());
      }
    }
  }

  @Test
  void answersANodeThatDialedWithoutKnowingItsAddressBefore() throws Exception {
    try (PeerNode a = PeerNode.open(loops, 1);
        PeerNode b = PeerNode.open(loops, 2)) {
      a.connect(b.transport.address());
      assertTrue(a.send(b.id, bytes(1)));
      b.nextMessage();
      assertTrue(b.send(a.id, bytes(2)));
      assertArrayEquals(bytes(2), a.nextMessage().payload());
    }
  }

  @Test
  void sendsWhatWasSentInOneTurnInOneFrame() throws Exception {
    try (PeerNode a = PeerNode.open(loops, 1);
        PeerNode b = PeerNode.open(loops, 2)) {
      a.transport.addListener(
          new PeerListener() {
            @Override
            public void connected(NodeId peer, long incarnation) {
              for (int i = 0; i < 100; i++) {
                assertTrue(a.send(peer, bytes(i)));
              }
            }

            @Override
            public void disconnected(NodeId peer) {}
          });
      a.connect(b.transport.address());
      for (int i = 0; i < 100; i++) {
        assertArrayEquals(bytes(i), b.nextMessage().payload());
      }
      // The others are signs of life: one in a second.
      assertTrue(b.transport.counters().framesReceived() < 50);
    }
  }

  @Test
  void carriesAValueOfEightMebibytes() throws Exception {
    try (PeerNode a = PeerNode.open(loops, 1);
        PeerNode b = PeerNode.open(loops, 2)) {
      a.connect(b.transport.address());
      byte[] value = new byte[8 << 20];
      new Random(1).nextBytes(value);
      assertTrue(a.send(b.id, bytes(1)));
      assertTrue(a.send(b.id, value));
      assertTrue(a.send(b.id, bytes(2)));
      assertArrayEquals(bytes(1), b.nextMessage().payload());
      assertArrayEquals(value, b.nextMessage().payload());
      assertArrayEquals(bytes(2), b.nextMessage().payload());
    }
  }

  @Test
  void carriesWhatAWriterWrites() throws Exception {
    try (PeerNode a = PeerNode.open(loops, 1);
        PeerNode b = PeerNode.open(loops, 2)) {
      a.connect(b.transport.address());
      assertTrue(a.transport.send(b.id, PeerNode.KIND, out -> out.writeBytes(bytes(5))));
      assertArrayEquals(bytes(5), b.nextMessage().payload());
    }
  }

  @Test
  void refusesAMessageThatDoesNotFitIntoTheQueue() throws Exception {
    PeerSettings narrow = PeerNode.settings(PeerNode.SECRET).withQueueBytesMax(1000);
    try (PeerNode a = PeerNode.open(loops, PeerNode.identity(1, PeerNode.CLUSTER), narrow);
        PeerNode b = PeerNode.open(loops, 2)) {
      a.connect(b.transport.address());
      assertFalse(a.send(b.id, new byte[1001]));
      assertEquals(1, a.transport.counters().messagesRefused());
      assertTrue(a.send(b.id, new byte[900]));
      assertEquals(900, b.nextMessage().payload().length);
    }
  }

  @Test
  void refusesAMessageOverTheLimitWithAnErrorThatNamesIt() throws Exception {
    try (PeerNode a = PeerNode.open(loops, 1)) {
      byte[] tooLarge = new byte[PeerTransport.MESSAGE_BYTES_MAX + 1];
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  a.transport.send(
                      new NodeId(9, 9), PeerNode.KIND, Unpooled.wrappedBuffer(tooLarge)));
      assertTrue(refused.getMessage().contains("16777216"), refused.getMessage());
    }
  }

  @Test
  void refusesMessagesToANodeItHasNeverHeardOf() throws Exception {
    try (PeerNode a = PeerNode.open(loops, 1)) {
      assertFalse(a.send(new NodeId(9, 9), bytes(1)));
    }
  }

  @Test
  void findsAPeerAgainThatCameBackOnTheSameAddress() throws Exception {
    try (PeerNode a = PeerNode.open(loops, 1)) {
      PeerAddress address;
      try (PeerNode b = PeerNode.open(loops, 2)) {
        address = b.transport.address();
        a.connect(address);
        assertEquals(new PeerNode.Event.Connected(b.id), a.nextConnection());
      }
      NodeId b = new NodeId(2, 2);
      assertEquals(new PeerNode.Event.Disconnected(b), a.nextConnection());
      PeerIdentity restarted = new PeerIdentity(b, 99, PeerNode.CLUSTER);
      PeerSettings samePort = PeerNode.settings(address, PeerNode.SECRET);
      try (PeerNode again = PeerNode.open(loops, restarted, samePort)) {
        assertEquals(new PeerNode.Event.Connected(b), a.nextConnection());
        assertTrue(a.send(b, bytes(3)));
        assertArrayEquals(bytes(3), again.nextMessage().payload());
      }
    }
  }

  @Test
  void connectingToAPeerThatIsBeingDialedMakesNoSecondConnection() throws Exception {
    try (PeerNode a = PeerNode.open(loops, 1);
        PeerNode b = PeerNode.open(loops, 2)) {
      PeerAddress address = b.transport.address();
      a.transport.addresses().put(b.id, address);
      assertTrue(a.send(b.id, bytes(1)));
      assertEquals(b.id, a.connect(address));
      assertEquals(new PeerNode.Event.Connected(b.id), a.nextConnection());
      assertArrayEquals(bytes(1), b.nextMessage().payload());
      for (int i = 2; i < 10; i++) {
        assertTrue(a.send(b.id, bytes(i)));
        assertArrayEquals(bytes(i), b.nextMessage().payload());
      }
      assertEquals(0, a.connectionsWaiting());
    }
  }

  @Test
  void reachesAnotherNodeThatStartedOnTheAddressOfADeadOne() throws Exception {
    try (PeerNode a = PeerNode.open(loops, 1)) {
      PeerAddress address;
      try (PeerNode b = PeerNode.open(loops, 2)) {
        address = b.transport.address();
        a.connect(address);
        a.nextConnection();
      }
      a.nextConnection();
      PeerSettings samePort = PeerNode.settings(address, PeerNode.SECRET);
      try (PeerNode c = PeerNode.open(loops, PeerNode.identity(3, PeerNode.CLUSTER), samePort)) {
        assertEquals(c.id, a.connectAtLast(address));
        assertTrue(a.send(c.id, bytes(4)));
        assertArrayEquals(bytes(4), c.nextMessage().payload());
        assertTrue(a.transport.addresses().find(new NodeId(2, 2)).isEmpty());
      }
    }
  }

  @Test
  void connectsAlsoIfItHasDialedThePeerElsewhereBefore() throws Exception {
    PeerAddress nobody;
    try (PeerNode gone = PeerNode.open(loops, 99)) {
      nobody = gone.transport.address();
    }
    try (PeerNode a = PeerNode.open(loops, 1)) {
      for (int i = 2; i < 12; i++) {
        try (PeerNode b = PeerNode.open(loops, i)) {
          a.transport.addresses().put(b.id, nobody);
          a.send(b.id, bytes(i));
          assertEquals(b.id, a.connectAtLast(b.transport.address()));
          assertTrue(a.send(b.id, bytes(i)));
          assertArrayEquals(bytes(i), b.nextMessage().payload());
        }
      }
    }
  }

  @Test
  void forgetsAProcessButNotTheOneThatCameInItsPlace() throws Exception {
    try (PeerNode a = PeerNode.open(loops, 1);
        PeerNode b = PeerNode.open(loops, 2)) {
      b.connect(a.transport.address());
      assertEquals(b.id, a.connect(b.transport.address()));
      assertEquals(new PeerNode.Event.Connected(b.id), a.nextConnection());
      long incarnation = PeerNode.identity(2, PeerNode.CLUSTER).incarnation();
      a.transport.forget(b.id, incarnation - 1);
      assertTrue(a.send(b.id, bytes(1)));
      assertArrayEquals(bytes(1), b.nextMessage().payload());
      a.transport.forget(b.id, incarnation);
      assertFalse(a.send(b.id, bytes(2)));
      assertEquals(new PeerNode.Event.Disconnected(b.id), a.nextConnection());
    }
  }

  @Test
  void hearsOfAConnectionThatBrokeAlsoIfThePeerHadDialedIt() throws Exception {
    try (PeerNode a = PeerNode.open(loops, 1)) {
      try (PeerNode b = PeerNode.open(loops, 2)) {
        b.connect(a.transport.address());
      }
      assertEquals(new PeerNode.Event.Disconnected(new NodeId(2, 2)), a.nextConnection());
    }
  }

  @Test
  void failsToConnectWhereNobodyListens() throws Exception {
    PeerAddress nobody;
    try (PeerNode gone = PeerNode.open(loops, 2)) {
      nobody = gone.transport.address();
    }
    try (PeerNode a = PeerNode.open(loops, 1)) {
      ExecutionException failed = assertThrows(ExecutionException.class, () -> a.connect(nobody));
      assertTrue(failed.getCause() instanceof IOException, failed.toString());
    }
  }

  @Test
  void bindsOnlyLoopbackAddressesWithoutASecret() {
    PeerSettings open =
        PeerSettings.of(new PeerAddress("0.0.0.0", 0), "127.0.0.1", SharedSecret.none());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> PeerNode.open(loops, PeerNode.identity(1, PeerNode.CLUSTER), open));
    assertTrue(refused.getMessage().contains("set the same secret"), refused.getMessage());
  }

  private static byte[] bytes(int i) {
    return new byte[] {(byte) (i >> 8), (byte) i};
  }
}
