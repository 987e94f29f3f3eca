package io.starling.node.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/**
 * How a connection ends when its last reply was given. Closing a socket with unread input resets
 * it, and a reset destroys replies that the client has not read yet. So only the sending half is
 * closed at first; what still comes is thrown away, until the client closes too or {@link
 * #LINGER_SECONDS} have passed.
 */
final class Farewell {
  private static final int LINGER_SECONDS = 1;

  private final ChannelHandlerContext context;
  private boolean begun;

  Farewell(ChannelHandlerContext context) {
    this.context = context;
  }

  boolean begun() {
    return begun;
  }

  /**
   * Says goodbye once all that was written is sent.
   *
   * @param inputEnded whether the client has closed its half already
   */
  void begin(boolean inputEnded) {
    if (begun) {
      return;
    }
    begun = true;
    context
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener((ChannelFuture sent) -> endOutput(sent.isSuccess() && !inputEnded));
  }

  private void endOutput(boolean linger) {
    boolean encrypted = context.pipeline().get(SslHandler.class) != null;
    if (linger && !encrypted && context.channel() instanceof DuplexChannel channel) {
      channel.shutdownOutput();
      context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    } else {
      context.close();
    }
  }
}
