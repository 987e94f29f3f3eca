package io.starling.gossip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.IoEventLoopGroup;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a stranger who reaches the port can do: nothing. */
class StrangerTest {
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofMillis(300);

  /** For a handshake that is to succeed, however busy the machine is. */
  private static final Duration LONG_TIMEOUT = Duration.ofSeconds(2);

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
  void closesOnAnHttpRequestWithoutAnAnswer() throws Exception {
    assertClosedWithoutAnswer(
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void closesOnAnOversizedStepBeforeItArrives() throws Exception {
    assertClosedWithoutAnswer(new byte[] {(byte) 0xff, (byte) 0xff});
  }

  @Test
  void closesOnJunk() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      byte[] junk = new byte[1 + random.nextInt(300)];
      random.nextBytes(junk);
      junk[0] = 0;
      assertClosedWithoutAnswer(junk);
    }
  }

  @Test
  void closesOnAHandshakeThatTakesTooLong() throws Exception {
    assertClosedWithoutAnswer(new byte[] {0});
    assertClosedWithoutAnswer(new byte[] {});
  }

  @Test
  void servesPeersAgainAfterManyStrangersHaveCome() throws Exception {
    try (PeerNode node = open(LONG_TIMEOUT);
        PeerNode peer = PeerNode.open(loops, 2)) {
      List<Socket> strangers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        strangers.add(dial(node));
      }
      for (Socket stranger : strangers) {
        assertEquals(-1, readAfterReset(stranger));
        stranger.close();
      }
      peer.connect(node.transport.address());
      assertTrue(peer.send(node.id, new byte[] {1}));
      assertEquals(peer.id, node.nextMessage().from());
    }
  }

  @Test
  void gainsNothingFromAProofThatWasRecorded() throws Exception {
    try (PeerNode node = open(LONG_TIMEOUT)) {
      byte[] recorded = recordAConversation(node);
      try (Socket replay = dial(node)) {
        DataOutputStream out = new DataOutputStream(replay.getOutputStream());
        out.write(recorded);
        out.flush();
        drain(replay);
      } catch (SocketException reset) {
        // Closed while we were still writing: as good.
      }
      assertEquals(0, node.messagesWaiting());
    }
  }

  private static byte[] recordAConversation(PeerNode node) throws Exception {
    try (RecordingProxy proxy = new RecordingProxy(node.transport.address());
        PeerNode peer = PeerNode.open(loops, 2)) {
      peer.connect(proxy.address());
      assertTrue(peer.send(node.id, new byte[] {42}));
      node.nextMessage();
      return proxy.sentByDialer();
    }
  }

  @Test
  void cannotReplayAFrameOnTheConnectionItWasSentOn() throws Exception {
    try (PeerNode node = open(LONG_TIMEOUT);
        RecordingProxy proxy = new RecordingProxy(node.transport.address());
        PeerNode peer = PeerNode.open(loops, 2)) {
      peer.connect(proxy.address());
      int handshake = proxy.sentByDialer().length;
      assertTrue(peer.send(node.id, new byte[] {42}));
      node.nextMessage();
      byte[] all = proxy.sentByDialer();
      proxy.injectToAcceptor(Arrays.copyOfRange(all, handshake, all.length));
      proxy.awaitClosedByAcceptor();
      assertEquals(0, node.messagesWaiting());
    }
  }

  @Test
  void cannotFlipABit() throws Exception {
    try (PeerNode node = open(LONG_TIMEOUT);
        RecordingProxy proxy = new RecordingProxy(node.transport.address());
        PeerNode peer = PeerNode.open(loops, 2)) {
      peer.connect(proxy.address());
      proxy.flipABitInWhatComesNext();
      peer.send(node.id, new byte[100]);
      proxy.awaitClosedByAcceptor();
      assertEquals(0, node.messagesWaiting());
    }
  }

  @Test
  void cannotMakeANodeAllocateForALengthItMadeUp() throws Exception {
    try (PeerNode node = open(LONG_TIMEOUT);
        RecordingProxy proxy = new RecordingProxy(node.transport.address());
        PeerNode peer = PeerNode.open(loops, 2)) {
      peer.connect(proxy.address());
      proxy.injectToAcceptor(new byte[] {0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff});
      proxy.awaitClosedByAcceptor();
    }
  }

  private static PeerNode open(Duration handshakeTimeout) throws IOException {
    PeerSettings settings = PeerNode.settings(PeerNode.SECRET).withStrangers(handshakeTimeout, 8);
    return PeerNode.open(loops, PeerNode.identity(1, PeerNode.CLUSTER), settings);
  }

  private static void assertClosedWithoutAnswer(byte[] sent) throws IOException {
    try (PeerNode node = open(HANDSHAKE_TIMEOUT);
        Socket stranger = dial(node)) {
      stranger.getOutputStream().write(sent);
      assertEquals(-1, readAfterReset(stranger));
    }
  }

  private static int readAfterReset(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException reset) {
      return -1;
    }
  }

  private static void drain(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] buffer = new byte[1024];
    while (in.read(buffer) >= 0) {
      // An answer to the Hello may come; what counts is that the end does.
    }
  }

  private static Socket dial(PeerNode node) throws IOException {
    PeerAddress address = node.transport.address();
    Socket socket = new Socket(InetAddress.getByName(address.host()), address.port());
    socket.setSoTimeout(20_000);
    return socket;
  }
}
