package io.starling.gossip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one peer, bounded in bytes. Counts until they have left this process.
 * What is urgent is handed over before all else, and has a bound of its own: leases must not be
 * lost because a large value is on its way. Safe in any thread; its lock is held for the time of
 * one copy.
 */
final class Outbox {
  /** What became of a message. */
  enum Offer {
    /** Not taken. */
    REFUSED,
    /** Taken, and whoever offered it must see to a flush. */
    FIRST,
    /** Taken; a flush is on its way. */
    FOLLOWING
  }

  /** How much may wait in a channel, where nothing passes it. */
  static final WriteBufferWaterMark BEYOND = new WriteBufferWaterMark(128 << 10, 512 << 10);

  /** Urgent messages that may wait beyond the bound. */
  private static final int URGENT_BYTES_MAX = 1 << 20;

  private final ByteBufAllocator allocator;
  private final int bytesMax;
  private final ArrayDeque<Batch> urgent = new ArrayDeque<>(1);
  private final ArrayDeque<Batch> ordinary = new ArrayDeque<>(1);
  private boolean open = true;
  private boolean flushDue;
  private long bytes;

  Outbox(ByteBufAllocator allocator, int bytesMax) {
    this.allocator = allocator;
    this.bytesMax = bytesMax;
  }

  /** Takes over {@code payload}, whatever the answer. */
  synchronized Offer offer(int kind, ByteBuf payload) {
    int size = payload.readableBytes();
    if (!open || bytes + size > bytesMax(kind)) {
      payload.release();
      return Offer.REFUSED;
    }
    Batch batch = batchFor(kind, size);
    batch.add(kind, payload);
    return taken(Batch.MESSAGE_HEADER_BYTES + size);
  }

  /** The size is known only afterwards, so the bound may be passed by one message. */
  synchronized Offer offer(int kind, PayloadWriter writer) {
    if (!open || bytes >= bytesMax(kind)) {
      return Offer.REFUSED;
    }
    Batch batch = batchFor(kind, 0);
    int before = batch.messageBytes();
    batch.add(kind, writer);
    return taken(batch.messageBytes() - before);
  }

  /** What is offered from now on needs a flush of its own. */
  synchronized void flushes() {
    flushDue = false;
  }

  /** Hands over what goes next; it still counts until {@link #left}. Null if nothing waits. */
  synchronized @Nullable Batch takeNext() {
    Batch next = urgent.poll();
    return next != null ? next : ordinary.poll();
  }

  /** Whether there is something to take. */
  synchronized boolean isWaiting() {
    return !urgent.isEmpty() || !ordinary.isEmpty();
  }

  synchronized void left(int messageBytes) {
    bytes -= messageBytes;
  }

  /** Bytes that have not left yet. */
  synchronized long bytes() {
    return bytes;
  }

  synchronized void open() {
    open = true;
  }

  /** Drops what waits and refuses more. */
  synchronized void close() {
    open = false;
    for (Batch batch = takeNext(); batch != null; batch = takeNext()) {
      left(batch.messageBytes());
      batch.release();
    }
    flushDue = false;
  }

  private long bytesMax(int kind) {
    return MessageKind.isUrgent(kind) ? (long) bytesMax + URGENT_BYTES_MAX : bytesMax;
  }

  private Batch batchFor(int kind, int size) {
    ArrayDeque<Batch> batches = MessageKind.isUrgent(kind) ? urgent : ordinary;
    Batch last = batches.peekLast();
    if (last != null && last.messageBytes() + size < Batch.FULL_BYTES) {
      return last;
    }
    Batch batch = new Batch(allocator);
    batches.add(batch);
    return batch;
  }

  private Offer taken(int messageBytes) {
    bytes += messageBytes;
    Offer offer = flushDue ? Offer.FOLLOWING : Offer.FIRST;
    flushDue = true;
    return offer;
  }
}
