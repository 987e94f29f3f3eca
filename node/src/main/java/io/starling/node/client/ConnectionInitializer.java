package io.starling.node.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;

/** Sets up the handlers of a connection that was just accepted. */
final class ConnectionInitializer extends ChannelInitializer<Channel> {
  private final ClientPort port;
  private final ClientListener listener;

  ConnectionInitializer(ClientPort port, ClientListener listener) {
    this.port = port;
    this.listener = listener;
  }

  @Override
  protected void initChannel(Channel channel) {
    SslContext tls = listener.tls();
    if (tls != null) {
      channel.pipeline().addLast(tls.newHandler(channel.alloc()));
    }
    channel.pipeline().addLast(new ClientHandler(port));
  }
}
