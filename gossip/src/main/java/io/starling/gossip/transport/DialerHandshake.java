package io.starling.gossip.transport;

import io.netty.channel.ChannelHandlerContext;
import io.starling.gossip.transport.wire.Handshake;
import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The handshake as the dialer sees it: Hello out, Hello in, proof out, proof in. */
final class DialerHandshake extends HandshakeHandler {
  /** The state between the acceptor's Hello and its proof. */
  private record Challenge(Greeting acceptor, SessionKeys keys) {}

  private final LocalPeer local;
  private final @Nullable NodeId expected;
  private final CompletableFuture<Session> outcome;
  private final Greeting dialer;
  private @Nullable Challenge challenge;

  /**
   * @param expected the node that is looked for; null if any will do
   */
  DialerHandshake(
      LocalPeer local,
      @Nullable NodeId expected,
      Duration timeout,
      CompletableFuture<Session> outcome) {
    super(timeout);
    this.local = local;
    this.expected = expected;
    this.outcome = outcome;
    this.dialer = local.greet();
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    send(ctx, dialer.asSent());
    ctx.fireChannelActive();
  }

  @Override
  void step(ChannelHandlerContext ctx, Handshake step, byte[] asSent) throws JoinRefused {
    if (challenge == null) {
      challenge = answer(ctx, Greeting.read(step, asSent));
    } else {
      verify(ctx, challenge, step);
    }
  }

  private Challenge answer(ChannelHandlerContext ctx, Greeting acceptor) throws JoinRefused {
    local.refuseSelf(acceptor);
    local.refuseStranger(acceptor);
    if (expected != null && !expected.equals(acceptor.nodeId())) {
      throw new JoinRefused(
          JoinRefused.Reason.OTHER_NODE,
          "node " + expected + " was expected there, and node " + acceptor.nodeId() + " answered");
    }
    SessionKeys keys = local.keys(dialer, acceptor);
    send(ctx, proof(keys.dialerProof()));
    return new Challenge(acceptor, keys);
  }

  private void verify(ChannelHandlerContext ctx, Challenge asked, Handshake step)
      throws JoinRefused {
    if (!step.hasProof()) {
      throw malformed();
    }
    SessionKeys keys = asked.keys();
    if (!MessageDigest.isEqual(keys.acceptorProof(), step.getProof().getMac().toByteArray())) {
      throw otherSecret();
    }
    local.adoptCluster(asked.acceptor());
    succeeded();
    ctx.pipeline().replace(this, "silent", new SilentAcceptor());
    outcome.complete(new Session(ctx.channel(), asked.acceptor(), keys.frameSeal()));
  }

  @Override
  void failed(ChannelHandlerContext ctx, IOException cause) {
    outcome.completeExceptionally(cause);
  }
}
