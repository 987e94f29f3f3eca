package io.starling.node.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.starling.node.client.limits.ConnectionSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Netty's events of one channel become those of a {@link ClientConnection}, if it is let in.
 */
final class ClientHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ClientHandler.class);

  private static final String TOO_MANY = "-ERR max number of clients reached\r\n";

  /** The first sentences are those of Redis; what to do about it is said as it is here. */
  private static final String DENIED =
      "-DENIED Redis is running in protected mode because protected mode is enabled and no password"
          + " is set for the default user. In this mode connections are only accepted from the"
          + " loopback interface. If you want to connect from external computers you may adopt one"
          + " of the following solutions: 1) Set a password for clients and restart the node."
          + " 2) Disable protected mode by sending the command 'CONFIG SET protected-mode no' from"
          + " the loopback interface, however MAKE SURE the node is not publicly accessible from"
          + " internet if you do so.\r\n";

  private final ClientPort port;
  private @Nullable ClientConnection connection;

  ClientHandler(ClientPort port) {
    this.port = port;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    ConnectionSettings settings = port.settings().get();
    if (deniedByProtectedMode(settings, context.channel().remoteAddress())) {
      refuse(context, DENIED);
    } else if (!port.statistics().connect(settings.limits().maxclients())) {
      refuse(context, TOO_MANY);
    } else {
      ClientConnection admitted = new ClientConnection(port, context);
      port.directory().add(admitted);
      connection = admitted;
    }
  }

  private static boolean deniedByProtectedMode(ConnectionSettings settings, SocketAddress remote) {
    return settings.protectedMode()
        && !settings.credentials().required()
        && remote instanceof InetSocketAddress address
        && !isLoopback(address.getAddress());
  }

  private static boolean isLoopback(@Nullable InetAddress address) {
    return address != null && address.isLoopbackAddress();
  }

  private static void refuse(ChannelHandlerContext context, String text) {
    context
        .writeAndFlush(ByteBufUtil.writeAscii(context.alloc(), text))
        .addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ClientConnection admitted = connection;
    if (admitted == null) {
      ReferenceCountUtil.release(message);
    } else {
      admitted.receive((ByteBuf) message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    ClientConnection admitted = connection;
    if (admitted != null) {
      admitted.completeBatch();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    ClientConnection admitted = connection;
    if (admitted != null) {
      admitted.resume();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    ClientConnection admitted = connection;
    if (event instanceof ChannelInputShutdownEvent && admitted != null) {
      admitted.endOfInput();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ClientConnection admitted = connection;
    if (admitted != null) {
      connection = null;
      port.directory().remove(admitted);
      port.statistics().disconnect();
      admitted.release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException || cause.getCause() instanceof SSLException) {
      // Whoever reaches the port can break a connection, or the beginning of TLS, at any rate.
      LOG.debug("connection of {} broke", context.channel().remoteAddress(), cause);
    } else {
      LOG.warn("closing the connection of {}", context.channel().remoteAddress(), cause);
    }
    context.close();
  }
}
