package io.starling.gossip.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.channel.IoEventLoopGroup;
import io.scalecube.cluster.transport.api.Message;
import io.starling.gossip.transport.EventLoops;
import io.starling.gossip.transport.NettyPeerTransport;
import io.starling.gossip.transport.PeerAddress;
import io.starling.gossip.transport.PeerIdentity;
import io.starling.gossip.transport.PeerSettings;
import io.starling.gossip.transport.SharedSecret;
import io.starling.storage.id.ClusterId;
import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;

class PeerMessageTransportTest {
  private final List<Throwable> dropped = new CopyOnWriteArrayList<>();
  private IoEventLoopGroup loops;

  @BeforeEach
  void open() {
    loops = EventLoops.open("test-peer", 1);
    Hooks.onErrorDropped(dropped::add);
  }

  @AfterEach
  void close() {
    Hooks.resetOnErrorDropped();
    loops.shutdownGracefully();
  }

  @Test
  void doesNotComplainOfAFailureThatNobodyWaitsForAnyMore() throws Exception {
    PeerAddress nobody;
    try (NettyPeerTransport gone = transport(2)) {
      nobody = gone.address();
    }
    try (NettyPeerTransport peers = transport(1)) {
      Message message = Message.withData(new byte[] {1}).qualifier("q").build();
      new PeerMessageTransport(peers).send(nobody.toString(), message).subscribe().dispose();
      for (int i = 0; i < 2; i++) {
        assertThrows(
            ExecutionException.class,
            () -> peers.connect(nobody).toCompletableFuture().get(20, TimeUnit.SECONDS));
      }
      assertEquals(List.of(), dropped);
    }
  }

  private NettyPeerTransport transport(long id) throws IOException {
    NettyPeerTransport opened =
        NettyPeerTransport.open(
            loops,
            new PeerIdentity(new NodeId(id, id), id, new ClusterId(7, 7)),
            PeerSettings.of(new PeerAddress("127.0.0.1", 0), "127.0.0.1", SharedSecret.of("s")),
            new SecureRandom());
    opened.start();
    return opened;
  }
}
