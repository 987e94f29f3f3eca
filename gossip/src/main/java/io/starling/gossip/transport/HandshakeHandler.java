package io.starling.gossip.transport;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.starling.gossip.transport.wire.Handshake;
import io.starling.gossip.transport.wire.Proof;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What both sides of a handshake have in common: steps of bounded size, a time limit for all of
 * them together, and one outcome.
 */
abstract class HandshakeHandler extends ByteToMessageDecoder {
  private static final int STEP_BYTES_MAX = 1024;

  private final Duration timeout;
  private boolean over;

  HandshakeHandler(Duration timeout) {
    this.timeout = timeout;
  }

  /** The other side took a step. */
  abstract void step(ChannelHandlerContext ctx, Handshake step, byte[] asSent) throws JoinRefused;

  /** The handshake failed; called at most once, the connection is being closed. */
  abstract void failed(ChannelHandlerContext ctx, IOException cause);

  /** From here on nothing counts as a failure of the handshake. */
  final void succeeded() {
    over = true;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    var overdue =
        ctx.executor()
            .schedule(
                () -> fail(ctx, new IOException("the handshake took longer than " + timeout)),
                timeout.toNanos(),
                TimeUnit.NANOSECONDS);
    ctx.channel().closeFuture().addListener(closed -> overdue.cancel(false));
  }

  @Override
  protected final void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (over && !ctx.isRemoved()) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (in.readableBytes() < Short.BYTES) {
      return;
    }
    int length = in.getUnsignedShort(in.readerIndex());
    if (length > STEP_BYTES_MAX) {
      fail(ctx, malformed());
      return;
    }
    if (in.readableBytes() < Short.BYTES + length) {
      return;
    }
    byte[] asSent = new byte[length];
    in.skipBytes(Short.BYTES).readBytes(asSent);
    take(ctx, asSent);
  }

  private void take(ChannelHandlerContext ctx, byte[] asSent) {
    try {
      Handshake step = Handshake.parseFrom(asSent);
      if (step.hasRefusal()) {
        fail(ctx, JoinRefused.of(step.getRefusal()));
      } else {
        step(ctx, step, asSent);
      }
    } catch (InvalidProtocolBufferException e) {
      fail(ctx, malformed());
    } catch (JoinRefused e) {
      refuse(ctx, e);
    }
  }

  /** Tells the other side why, unless it does not speak our language at all. */
  private void refuse(ChannelHandlerContext ctx, JoinRefused cause) {
    if (cause.reason() != JoinRefused.Reason.MALFORMED) {
      byte[] refusal = Handshake.newBuilder().setRefusal(cause.toRefusal()).build().toByteArray();
      send(ctx, refusal).addListener(ChannelFutureListener.CLOSE);
      over(ctx, cause);
    } else {
      fail(ctx, cause);
    }
  }

  private void fail(ChannelHandlerContext ctx, IOException cause) {
    over(ctx, cause);
    if (!ctx.isRemoved()) {
      ctx.close();
    }
  }

  private void over(ChannelHandlerContext ctx, IOException cause) {
    if (!over) {
      over = true;
      failed(ctx, cause);
    }
  }

  static ChannelFuture send(ChannelHandlerContext ctx, byte[] step) {
    ByteBuf out = ctx.alloc().ioBuffer(Short.BYTES + step.length);
    return ctx.writeAndFlush(out.writeShort(step.length).writeBytes(step));
  }

  static byte[] proof(byte[] mac) {
    return Handshake.newBuilder()
        .setProof(Proof.newBuilder().setMac(ByteString.copyFrom(mac)))
        .build()
        .toByteArray();
  }

  static JoinRefused malformed() {
    return new JoinRefused(JoinRefused.Reason.MALFORMED, "the handshake is malformed");
  }

  static JoinRefused otherSecret() {
    return new JoinRefused(
        JoinRefused.Reason.OTHER_SECRET, "the two nodes do not hold the same shared secret");
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    over(ctx, new IOException("the connection was closed during the handshake"));
    super.channelInactive(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(ctx, new IOException("the handshake failed: " + cause.getMessage(), cause));
  }
}
