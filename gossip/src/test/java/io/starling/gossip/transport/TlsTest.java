package io.starling.gossip.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.IoEventLoopGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir private static Path directory;

  private static IoEventLoopGroup loops;
  private static PeerTls ours;
  private static PeerTls foreign;

  @BeforeAll
  static void makeCertificates() throws Exception {
    loops = EventLoops.open("test-peer", 1);
    ours = Certificates.make(directory.resolve("ours"));
    foreign = Certificates.make(directory.resolve("foreign"));
  }

  @AfterAll
  static void closeLoops() {
    loops.shutdownGracefully();
  }

  @Test
  void carriesMessagesBetweenNodesThatTrustEachOther() throws Exception {
    try (PeerNode a = open(1, ours);
        PeerNode b = open(2, ours)) {
      assertEquals(b.id, a.connect(b.transport.address()));
      byte[] value = new byte[3 << 20];
      value[value.length - 1] = 7;
      assertTrue(a.send(b.id, value));
      assertArrayEquals(value, b.nextMessage().payload());
    }
  }

  @Test
  void refusesACertificateOfAnotherAuthorityThoughTheSecretIsRight() throws Exception {
    PeerTls intruder = new PeerTls(foreign.certificate(), foreign.key(), ours.authority());
    try (PeerNode a = open(1, intruder);
        PeerNode b = open(2, ours)) {
      assertFailsToConnect(a, b);
    }
  }

  @Test
  void doesNotTalkToAnAcceptorOfAnotherAuthority() throws Exception {
    PeerTls intruder = new PeerTls(foreign.certificate(), foreign.key(), ours.authority());
    try (PeerNode a = open(1, ours);
        PeerNode b = open(2, intruder)) {
      assertFailsToConnect(a, b);
    }
  }

  @Test
  void refusesANodeWithoutTls() throws Exception {
    try (PeerNode plain = PeerNode.open(loops, 1);
        PeerNode b = open(2, ours)) {
      assertFailsToConnect(plain, b);
    }
  }

  private static void assertFailsToConnect(PeerNode dialer, PeerNode acceptor) {
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> dialer.connect(acceptor.transport.address()));
    assertInstanceOf(IOException.class, failed.getCause());
  }

  private static PeerNode open(long id, PeerTls tls) throws IOException {
    return PeerNode.open(
        loops,
        PeerNode.identity(id, PeerNode.CLUSTER),
        PeerNode.settings(PeerNode.SECRET).withTls(tls));
  }
}
