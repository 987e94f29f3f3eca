package io.starling.gossip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out to one peer: its outbox, and the connection that empties it.
 *
 * <pre>
 *   DIALING   -> CONNECTED  the peer proved itself; what waited is sent
 *   DIALING   -> WAITING    the attempt failed; what waited is dropped
 *   CONNECTED -> WAITING    the connection broke
 *   WAITING   -> DIALING    the backoff is over, or the peer was heard of
 *   any       -> CLOSED     the peer was forgotten
 * </pre>
 *
 * Messages are taken while DIALING and CONNECTED. Everything happens on one event loop, except
 * where it says otherwise.
 */
final class PeerLink {
  private static final Logger LOG = LoggerFactory.getLogger(PeerLink.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  /** Ticks without any progress, though bytes wait, after which a connection is given up. */
  private static final int STALLED_TICKS_MAX = 10;

  private enum State {
    DIALING,
    CONNECTED,
    WAITING,
    CLOSED
  }

  private final NodeId peer;
  private final EventLoop loop;
  private final LinkSurroundings around;
  private final Outbox outbox;
  private final Backoff backoff;
  private final Runnable flush = this::flush;

  private volatile State state = State.WAITING;
  private @Nullable Session session;
  private @Nullable ScheduledFuture<?> retry;
  private final List<CompletableFuture<NodeId>> awaiting = new ArrayList<>();
  private long framesWritten;
  private long framesLeft;
  private boolean goesOn;

  PeerLink(NodeId peer, EventLoop loop, LinkSurroundings around) {
    this.peer = peer;
    this.loop = loop;
    this.around = around;
    this.outbox = new Outbox(ByteBufAllocator.DEFAULT, around.queueBytesMax());
    this.backoff = new Backoff(around.random());
  }

  EventLoop loop() {
    return loop;
  }

  /** Whether the peer can be sent to now. Any thread. */
  boolean isConnected() {
    return state == State.CONNECTED;
  }

  /** Any thread. */
  boolean send(int kind, ByteBuf payload) {
    return taken(outbox.offer(kind, payload));
  }

  /** Any thread. */
  boolean send(int kind, PayloadWriter writer) {
    return taken(outbox.offer(kind, writer));
  }

  private boolean taken(Outbox.Offer offer) {
    return switch (offer) {
      case REFUSED -> {
        around.counters().messagesRefused.increment();
        yield false;
      }
      case FIRST -> {
        loop.execute(flush);
        yield true;
      }
      case FOLLOWING -> true;
    };
  }

  /**
   * The connection there is, or else the outcome of the attempt under way or of a new one. Any
   * thread.
   */
  CompletableFuture<NodeId> whenConnected() {
    CompletableFuture<NodeId> outcome = new CompletableFuture<>();
    loop.execute(
        () -> {
          awaiting.add(outcome);
          dial();
          tellIfSettled(new IOException("node " + peer + " is out of reach"));
        });
    return outcome;
  }

  private void tellIfSettled(Throwable failure) {
    if (state == State.DIALING) {
      return;
    }
    List<CompletableFuture<NodeId>> told = List.copyOf(awaiting);
    awaiting.clear();
    for (CompletableFuture<NodeId> each : told) {
      boolean unused =
          state == State.CONNECTED ? each.complete(peer) : each.completeExceptionally(failure);
    }
  }

  /** Dials, unless there is a connection or an attempt. */
  void dial() {
    if (state != State.WAITING) {
      return;
    }
    Optional<PeerAddress> address = around.addresses().find(peer);
    if (address.isEmpty()) {
      outbox.close();
      return;
    }
    cancelRetry();
    if (around.beingDialed().test(address.get())) {
      waitForRetry();
      return;
    }
    state = State.DIALING;
    outbox.open();
    around
        .dialer()
        .dial(address.get(), peer, loop)
        .whenCompleteAsync((dialed, failure) -> dialed(dialed, failure), loop);
  }

  /** The peer is up: no reason to wait any longer. */
  void heardOf() {
    backoff.reset();
    dial();
  }

  private void dialed(@Nullable Session dialed, @Nullable Throwable failure) {
    if (dialed != null) {
      connected(dialed);
    }
    if (state == State.DIALING) {
      LOG.debug("no connection to node {}: {}", peer, String.valueOf(failure));
      waitForRetry();
    }
    tellIfSettled(failure != null ? failure : new IOException("the connection was lost at once"));
  }

  /**
   * Takes over a connection to this peer; a newer one takes the place of an older, as it does
   * there.
   */
  void connected(Session next) {
    if (state == State.CLOSED || !next.channel().isActive()) {
      next.channel().close();
      return;
    }
    Session previous = session;
    session = next;
    state = State.CONNECTED;
    backoff.reset();
    cancelRetry();
    outbox.open();
    if (previous != null) {
      previous.channel().close();
      around.listeners().disconnected(peer);
    }
    next.channel().closeFuture().addListener(closed -> loop.execute(() -> lost(next)));
    LOG.info("connected to node {} at {}", peer, next.channel().remoteAddress());
    around.listeners().connected(peer, next.peer().incarnation());
    scheduleTick(new Progress(next, framesWritten, framesLeft, 0));
    flush();
  }

  private void lost(Session broken) {
    if (!broken.equals(session)) {
      return;
    }
    session = null;
    LOG.info("lost the connection to node {}", peer);
    if (state != State.CLOSED) {
      waitForRetry();
    }
    around.listeners().disconnected(peer);
  }

  private void waitForRetry() {
    state = State.WAITING;
    outbox.close();
    retry = loop.schedule(this::dial, backoff.nextNanos(), TimeUnit.NANOSECONDS);
  }

  private void cancelRetry() {
    if (retry != null) {
      retry.cancel(false);
      retry = null;
    }
  }

  /** The peer is not one any more. */
  void close() {
    state = State.CLOSED;
    cancelRetry();
    outbox.close();
    if (session != null) {
      session.channel().close();
    }
    tellIfSettled(new IOException("node " + peer + " was forgotten"));
  }

  private void flush() {
    Session current = session;
    if (current == null) {
      return;
    }
    outbox.flushes();
    writeWhatFits(current);
    current.channel().flush();
  }

  /**
   * What does not fit into the channel yet stays in the outbox, where what is urgent passes it. The
   * rest is written when something has left.
   */
  private void writeWhatFits(Session current) {
    boolean more = true;
    while (more && current.channel().isWritable()) {
      Batch next = outbox.takeNext();
      more = next != null;
      if (next != null) {
        write(next, current);
      }
    }
  }

  private void write(Batch batch, Session current) {
    Channel channel = current.channel();
    int messageBytes = batch.messageBytes();
    batch.writeTo(
        channel, current.seal(), channel.newPromise().addListener(done -> left(messageBytes)));
    framesWritten++;
    around.counters().framesSent.increment();
    around
        .counters()
        .bytesSent
        .add((long) Batch.FRAME_HEADER_BYTES + messageBytes + FrameSeal.MAC_BYTES);
  }

  private void left(int messageBytes) {
    framesLeft++;
    outbox.left(messageBytes);
    if (!goesOn && outbox.isWaiting()) {
      // The channel counts what has left only after it has told so.
      goesOn = true;
      loop.execute(
          () -> {
            goesOn = false;
            flush();
          });
    }
  }

  /** How far a connection had come at some tick. */
  private record Progress(Session of, long written, long left, int stalledTicks) {}

  private void scheduleTick(Progress progress) {
    loop.schedule(() -> tick(progress), TICK.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Says "still here" on a quiet connection and gives up one that is stuck. */
  private void tick(Progress last) {
    Session current = last.of();
    if (!current.equals(session)) {
      return;
    }
    boolean stalled = framesWritten > framesLeft && framesLeft == last.left();
    int stalledTicks = stalled ? last.stalledTicks() + 1 : 0;
    if (stalledTicks >= STALLED_TICKS_MAX) {
      LOG.warn("node {} takes no bytes: connection closed", peer);
      current.channel().close();
      return;
    }
    if (framesWritten == last.written() && !stalled) {
      write(new Batch(current.channel().alloc()), current);
      current.channel().flush();
    }
    scheduleTick(new Progress(current, framesWritten, framesLeft, stalledTicks));
  }
}
