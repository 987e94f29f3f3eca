package io.starling.gossip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.starling.storage.id.ClusterId;
import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What a stranger can send to the peer port: to the acceptor's handshake, and to a connection whose
 * frames are sealed with a key that the stranger does not have. Nothing is accepted, delivered or
 * thrown, however the bytes are cut. The first eight bytes of an input are the seed of the cuts. In
 * the package of what it tests, which nobody else needs to see.
 */
public final class PeerPortFuzz {
  private static final int FRAGMENT_BYTES_MAX = 200;
  private static final int KIND = MessageKind.STATUS;
  private static final SharedSecret SECRET = SharedSecret.of("not the stranger's");
  private static final ClusterId CLUSTER = new ClusterId(1, 2);
  private static final PeerAddress ADDRESS = new PeerAddress("127.0.0.1", 1);

  private PeerPortFuzz() {}

  /** Called by Jazzer; throws if anything gets through. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < Long.BYTES) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(input);
    long seed = bytes.getLong();
    feed(acceptor(), bytes.slice(), seed);
    feed(reader(), bytes.slice(), seed);
  }

  private static void feed(ChannelHandler handler, ByteBuffer bytes, long seed) {
    SplittableRandom cuts = new SplittableRandom(seed);
    EmbeddedChannel channel = new EmbeddedChannel(handler);
    while (bytes.hasRemaining() && channel.isOpen()) {
      byte[] part = new byte[Math.min(bytes.remaining(), 1 + cuts.nextInt(FRAGMENT_BYTES_MAX))];
      bytes.get(part);
      boolean unused = channel.writeInbound(Unpooled.wrappedBuffer(part));
    }
    channel.checkException();
    boolean unused = channel.finishAndReleaseAll();
  }

  private static AcceptorHandshake acceptor() {
    LocalPeer local =
        new LocalPeer(
            new PeerIdentity(new NodeId(3, 4), 5, CLUSTER), ADDRESS, SECRET, new SecureRandom());
    return new AcceptorHandshake(
        local,
        Duration.ofSeconds(5),
        new AcceptorHandshake.Outcome() {
          @Override
          public void proved(ChannelHandlerContext ctx, Greeting dialer, FrameSeal seal) {
            throw new IllegalStateException("a stranger has proved to be " + dialer);
          }

          @Override
          public void refused(ChannelHandlerContext ctx, IOException cause) {}

          @Override
          public void left() {}
        });
  }

  private static FrameReader reader() {
    Greeting stranger =
        Greeting.of(
            new PeerIdentity(new NodeId(6, 7), 8, CLUSTER),
            ADDRESS,
            new byte[SessionKeys.NONCE_BYTES]);
    MessageHandlers handlers = new MessageHandlers();
    handlers.put(
        KIND,
        (kind, from, payload) -> {
          throw new IllegalStateException("a stranger's message was delivered");
        });
    return new FrameReader(
        new Inbound(new EmbeddedChannel(), stranger, 0),
        SessionKeys.derive(SECRET, stranger, stranger).frameSeal(),
        handlers,
        new TransportCounters());
  }

  /** The Hello of a stranger, as an input: all that can be said without the secret. */
  static byte[] hello(NodeId node, long seed) {
    byte[] step =
        Greeting.of(new PeerIdentity(node, 8, CLUSTER), ADDRESS, new byte[SessionKeys.NONCE_BYTES])
            .asSent();
    return ByteBuffer.allocate(Long.BYTES + Short.BYTES + step.length)
        .putLong(seed)
        .putShort((short) step.length)
        .put(step)
        .array();
  }
}
