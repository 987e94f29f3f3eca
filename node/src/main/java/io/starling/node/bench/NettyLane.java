package io.starling.node.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.starling.node.settings.HostAndPort;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection on Netty that is made again when it breaks. Requests are gathered and sent by {@link
 * #flush}. Belongs to the event loop of its client.
 */
final class NettyLane implements Lane {
  private static final long RECONNECT_MILLIS = 100;

  private final HostAndPort address;
  private final Bootstrap bootstrap;
  private final RequestWriter writer;
  private final @Nullable String password;
  private final Listener listener;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private @Nullable Channel channel;
  private @Nullable ByteBuf unsent;
  private @Nullable Answer beforeWait;
  private int greetings;
  private boolean tried;
  private boolean closed;

  NettyLane(
      HostAndPort address,
      Bootstrap bootstrap,
      RequestWriter writer,
      @Nullable String password,
      Listener listener) {
    this.address = address;
    this.bootstrap = bootstrap;
    this.writer = writer;
    this.password = password;
    this.listener = listener;
  }

  /** Hears what comes of requests, in the event loop. */
  interface Listener {
    void answered(Pending pending, Answer answer);

    void lost();

    /** Answers that came together have all been told, or a connection has been made or lost. */
    void turnEnded();
  }

  void connect() {
    ChannelInitializer<Channel> initializer =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel fresh) {
            fresh.pipeline().addLast(new Answers());
          }
        };
    ChannelFuture unused =
        bootstrap
            .clone()
            .handler(initializer)
            .connect(address.host(), address.port())
            .addListener(
                (ChannelFuture done) -> {
                  if (!done.isSuccess()) {
                    tried = true;
                    connectLater(done.channel());
                  }
                });
  }

  private void connectLater(Channel failed) {
    if (!closed) {
      var unused =
          failed.eventLoop().schedule(this::connect, RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  boolean ready() {
    return channel != null;
  }

  /** Whether it was just begun: nobody knows yet whether anyone is there. */
  boolean isNew() {
    return !tried;
  }

  @Override
  public void send(Pending request) {
    pending.add(request);
    if (channel == null) {
      throw new IllegalStateException(address + " is not connected");
    }
    if (unsent == null) {
      unsent = channel.alloc().buffer();
    }
    writer.write(request.request(), unsent);
  }

  void flush() {
    if (unsent != null && channel != null) {
      ChannelFuture unused = channel.writeAndFlush(unsent);
      unsent = null;
    }
  }

  void close() {
    closed = true;
    if (channel != null) {
      ChannelFuture unused = channel.close();
    }
  }

  private void opened(Channel fresh) {
    channel = fresh;
    tried = true;
    greetings = 0;
    if (password != null) {
      ByteBuf greeting = fresh.alloc().buffer();
      RequestWriter.writeCommand(greeting, "AUTH", password);
      unsent = greeting;
      greetings = 1;
    }
    listener.turnEnded();
  }

  private void broke(Channel broken) {
    channel = null;
    beforeWait = null;
    if (unsent != null) {
      unsent.release();
      unsent = null;
    }
    for (int i = pending.size(); i > 0; i--) {
      listener.lost();
    }
    pending.clear();
    connectLater(broken);
    listener.turnEnded();
  }

  private void take(Answer answer) throws IOException {
    if (greetings > 0) {
      greetings--;
      return;
    }
    Pending answered = pending.peek();
    if (answered == null) {
      throw new IOException("an answer to nothing");
    }
    Answer first = beforeWait;
    if (first == null && writer.answeredTwice(answered.request())) {
      beforeWait = answer;
      return;
    }
    beforeWait = null;
    pending.remove();
    listener.answered(answered, first instanceof Answer.Failure ? first : answer);
  }

  /** Hands over the answers of one connection. */
  private final class Answers extends ByteToMessageDecoder {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      opened(context.channel());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
        throws IOException {
      Answer answer = AnswerReader.read(in);
      while (answer != null) {
        take(answer);
        answer = AnswerReader.read(in);
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
      super.channelReadComplete(context);
      listener.turnEnded();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
      super.channelInactive(context);
      broke(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      ChannelFuture unused = context.close();
    }
  }
}
