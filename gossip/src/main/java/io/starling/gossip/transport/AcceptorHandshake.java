package io.starling.gossip.transport;

import io.netty.channel.ChannelHandlerContext;
import io.starling.gossip.transport.wire.Handshake;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The handshake as the acceptor sees it: Hello in, Hello out, proof in, proof out. */
final class AcceptorHandshake extends HandshakeHandler {
  /** What happens with the outcome. */
  interface Outcome {
    /** The dialer proved itself. Throws to refuse it all the same; else frames come next. */
    void proved(ChannelHandlerContext ctx, Greeting dialer, FrameSeal seal) throws JoinRefused;

    /** It did not. */
    void refused(ChannelHandlerContext ctx, IOException cause);

    /** The connection is no stranger's any more, or no connection. Called once. */
    void left();
  }

  /** The state between the dialer's Hello and its proof. */
  private record Challenge(Greeting dialer, SessionKeys keys) {}

  private final LocalPeer local;
  private final Outcome outcome;
  private @Nullable Challenge challenge;

  AcceptorHandshake(LocalPeer local, Duration timeout, Outcome outcome) {
    super(timeout);
    this.local = local;
    this.outcome = outcome;
  }

  @Override
  void step(ChannelHandlerContext ctx, Handshake step, byte[] asSent) throws JoinRefused {
    if (challenge == null) {
      challenge = challenge(ctx, Greeting.read(step, asSent));
    } else {
      verify(ctx, challenge, step);
    }
  }

  private Challenge challenge(ChannelHandlerContext ctx, Greeting dialer) throws JoinRefused {
    local.refuseSelf(dialer);
    local.refuseUnlessJoined();
    local.refuseStranger(dialer);
    Greeting acceptor = local.greet();
    send(ctx, acceptor.asSent());
    return new Challenge(dialer, local.keys(dialer, acceptor));
  }

  private void verify(ChannelHandlerContext ctx, Challenge asked, Handshake step)
      throws JoinRefused {
    if (!step.hasProof()) {
      throw malformed();
    }
    SessionKeys keys = asked.keys();
    if (!MessageDigest.isEqual(keys.dialerProof(), step.getProof().getMac().toByteArray())) {
      throw otherSecret();
    }
    outcome.proved(ctx, asked.dialer(), keys.frameSeal());
    succeeded();
    send(ctx, proof(keys.acceptorProof()));
    ctx.pipeline().remove(this);
  }

  @Override
  void failed(ChannelHandlerContext ctx, IOException cause) {
    outcome.refused(ctx, cause);
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    outcome.left();
  }
}
