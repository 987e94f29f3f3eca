package io.starling.node.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.starling.node.client.limits.ConnectionClock;
import io.starling.node.client.limits.ConnectionSettings;
import io.starling.node.client.limits.ErrorThrottle;
import io.starling.node.client.reply.PendingReply;
import io.starling.node.client.reply.ReplyStream;
import io.starling.node.command.Command;
import io.starling.node.command.CommandFlag;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.metrics.LoopMetrics;
import io.starling.node.resp.ProtocolException;
import io.starling.node.resp.RequestDecoder;
import io.starling.node.resp.RequestLimits;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a client: takes requests out of what arrives, has each answered, and sends the
 * replies in order, once for all requests that arrived together.
 *
 * <p>Reading stops, and the client with it, while too many replies are to come, while the client
 * does not read its replies, while a command that must not be overtaken is on its way, and for a
 * while after too many errors. What had been received by then waits; it is a packet or two.
 *
 * <p>Once it is ending (QUIT, broken protocol) no more requests are taken; when the last reply was
 * given, it takes its {@link Farewell}.
 */
final class ClientConnection implements ReplyStream.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  private final ClientPort port;
  private final ChannelHandlerContext context;
  private final long id;
  private final RequestDecoder decoder = new RequestDecoder();
  private final ReplyStream replies;
  private final Session session;
  private final ErrorThrottle throttle;
  private final ConnectionClock clock;
  private final Parting parting = new Parting();
  private final LoopMetrics metrics;
  private final Farewell farewell;
  private final Runnable sendAsScheduled = this::sendAsScheduled;

  private @Nullable ByteBuf input;
  private @Nullable PendingReply heldFor;
  private boolean holdAsked;
  private boolean decoding;
  private boolean throttled;
  private boolean sendScheduled;
  private boolean inputEnded;
  private boolean ending;
  private boolean aborted;

  ClientConnection(ClientPort port, ChannelHandlerContext context) {
    ConnectionSettings settings = port.settings().get();
    long now = port.nanoTime().getAsLong();
    this.port = port;
    this.context = context;
    this.id = port.directory().nextId();
    this.replies =
        new ReplyStream(context, this, () -> port.settings().get().limits().outputBufferBytes());
    this.session = new Session(settings.levels(), !settings.credentials().required());
    this.throttle = new ErrorThrottle(now);
    this.clock = new ConnectionClock(now);
    this.metrics = port.metrics().of(context.channel().eventLoop());
    this.farewell = new Farewell(context);
  }

  /** Takes over bytes that arrived. */
  void receive(ByteBuf packet) {
    metrics.inputBytes().add(packet.readableBytes());
    clock.heard(port.nanoTime().getAsLong());
    if (ending) {
      packet.release();
      return;
    }
    ByteBuf rest = input;
    if (rest == null) {
      input = packet;
    } else {
      rest.writeBytes(packet);
      packet.release();
    }
    decode();
    regulateReading();
  }

  /** All that arrived together was received: what was answered leaves soon. */
  void completeBatch() {
    sendSoon();
  }

  /** The client will send no more; what it has asked for is still answered. */
  void endOfInput() {
    inputEnded = true;
    if (farewell.begun()) {
      context.close();
    } else {
      send();
    }
  }

  /** Perhaps there is room again for requests. */
  void resume() {
    decode();
    send();
  }

  /** The connection is gone. */
  void release() {
    ending = true;
    replies.release();
    releaseInput();
  }

  private void decode() {
    ByteBuf bytes = input;
    if (decoding || bytes == null) {
      return;
    }
    decoding = true;
    try {
      while (mayTakeRequest()) {
        List<byte[]> request = decoder.next(bytes, requestLimits());
        if (request == null) {
          break;
        }
        answer(request);
      }
    } catch (ProtocolException broken) {
      LOG.debug("{} broke the protocol: {}", remoteAddress(), broken.getMessage());
      answerBroken(broken);
      end();
    } finally {
      decoding = false;
    }
    clock.partOfRequest(decoder.inRequest());
    keepRest();
  }

  private boolean mayTakeRequest() {
    return !ending && !throttled && heldFor == null && !replies.isFull();
  }

  private RequestLimits requestLimits() {
    return session.authenticated()
        ? port.settings().get().requests()
        : RequestLimits.UNAUTHENTICATED;
  }

  private void answer(List<byte[]> request) {
    parting.onRequest();
    metrics.commands().increment();
    clock.requestCompleted();
    PendingReply reply = new PendingReply(replies, clock.heardNanos());
    holdAsked = false;
    port.dispatch().dispatch(request, this, reply);
    if (holdAsked && reply.reply() == null) {
      heldFor = reply;
    }
    reply.writeAs(session.version());
    replies.append(reply);
  }

  private void answerBroken(ProtocolException broken) {
    PendingReply reply = new PendingReply(replies, clock.heardNanos());
    reply.receive(Reply.failure(ErrorCode.ERR, String.valueOf(broken.getMessage())));
    replies.append(reply);
  }

  /** Rests are copied: an idle connection must not hold on to a large buffer. */
  private void keepRest() {
    ByteBuf bytes = input;
    if (bytes == null) {
      return;
    }
    if (ending || !bytes.isReadable()) {
      releaseInput();
    } else if (bytes.readerIndex() > 0) {
      input = context.alloc().buffer(bytes.readableBytes()).writeBytes(bytes);
      bytes.release();
    }
  }

  private void releaseInput() {
    ByteBuf bytes = input;
    input = null;
    if (bytes != null) {
      bytes.release();
    }
  }

  @Override
  public void onWritten(Reply reply) {
    if (reply instanceof Reply.Failure failure) {
      onFailure(failure);
    } else {
      throttle.onSuccess();
    }
  }

  private void onFailure(Reply.Failure failure) {
    boolean unknown = failure.code() == ErrorCode.UNKNOWN;
    (unknown ? metrics.unknowns() : metrics.failures()).increment();
    long waitNanos = throttle.onError(port.nanoTime().getAsLong());
    if (waitNanos > 0 && !throttled) {
      throttled = true;
      context.executor().schedule(this::endThrottling, waitNanos, TimeUnit.NANOSECONDS);
    }
  }

  private void endThrottling() {
    throttled = false;
    resume();
  }

  @Override
  public void onProgress(PendingReply answered) {
    if (heldFor == answered) {
      heldFor = null;
    }
    if (decoding) {
      return;
    }
    decode();
    sendSoon();
  }

  /**
   * Sends when all that has arrived at the loop is dealt with: more replies are likely to come, and
   * clients that are woken together cost less than clients woken one by one.
   */
  private void sendSoon() {
    if (!sendScheduled) {
      sendScheduled = true;
      context.executor().execute(sendAsScheduled);
    }
  }

  private void sendAsScheduled() {
    sendScheduled = false;
    send();
  }

  @Override
  public void onOverflow() {
    abort("its unread replies exceed client-output-buffer-limit");
  }

  private void send() {
    replies.flush();
    long now = port.nanoTime().getAsLong();
    metrics.outputBytes().add(replies.takeWrittenBytes());
    replies.count(now, metrics.latency());
    clock.outputStalled(!context.channel().isWritable(), now);
    endIfDue();
    regulateReading();
  }

  private void endIfDue() {
    boolean answeredAll = replies.isIdle() && heldFor == null;
    boolean nothingBegun = input == null && !decoder.inRequest();
    boolean nothingToDecode = inputEnded && mayTakeRequest();
    if (answeredAll
        && (ending
            || nothingToDecode
            || (nothingBegun && parting.isGoodAfter(session.lastCommand())))) {
      end();
      farewell.begin(inputEnded);
    }
  }

  private void regulateReading() {
    boolean wanted = farewell.begun() || mayTakeRequest();
    if (context.channel().config().isAutoRead() != wanted) {
      context.channel().config().setAutoRead(wanted);
    }
  }

  // For the commands of the connection.

  /** Takes no requests until the one being dispatched is answered: nothing overtakes it. */
  void holdUntilAnswered() {
    holdAsked = true;
  }

  /** Takes no more requests; the connection is closed when all replies were given. */
  void end() {
    ending = true;
  }

  /** Closes the connection at once. */
  void abort(String reason) {
    if (!aborted) {
      aborted = true;
      LOG.info("closing the connection of {}: {}", remoteAddress(), reason);
      end();
      replies.release();
      context.close();
    }
  }

  void schedule(Runnable task, Duration delay) {
    context.executor().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** This command is evaluated next. */
  void evaluates(Command command) {
    session.remember(command);
    if (command.is(CommandFlag.WRITE)) {
      metrics.writes().increment();
    } else if (command.is(CommandFlag.READONLY)) {
      metrics.reads().increment();
    }
  }

  Session session() {
    return session;
  }

  ClientPort port() {
    return port;
  }

  // From any thread.

  long id() {
    return id;
  }

  SocketAddress remoteAddress() {
    return context.channel().remoteAddress();
  }

  SocketAddress localAddress() {
    return context.channel().localAddress();
  }

  ConnectionClock clock() {
    return clock;
  }

  /** Replies that are to come; exact in the event loop only. */
  int waitingCount() {
    return replies.waitingCount();
  }

  /** Closes the connection without regard to replies. */
  void kill(String reason) {
    context.executor().execute(() -> abort(reason));
  }

  /** Closes the connection at a good moment; see {@link Parting}. */
  void drain() {
    context.executor().execute(this::beginParting);
    schedule(this::part, Parting.PATIENCE);
  }

  private void beginParting() {
    parting.begin(!replies.isIdle());
    send();
  }

  private void part() {
    end();
    send();
  }

  /** Closes the connection if it has been silent, or slow, for too long. */
  void closeIfOverdue(long nowNanos) {
    if (overdue(nowNanos).isPresent()) {
      context.executor().execute(() -> overdue(port.nanoTime().getAsLong()).ifPresent(this::abort));
    }
  }

  /** A client that waits for a reply is not silent: it is we who are slow. */
  private Optional<String> overdue(long nowNanos) {
    Duration idleTimeout =
        replies.isIdle() ? port.settings().get().limits().idleTimeout() : Duration.ZERO;
    return clock.overdue(nowNanos, idleTimeout);
  }
}
