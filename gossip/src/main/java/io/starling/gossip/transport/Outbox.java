package io.starling.gossip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages that wait for one peer, bounded in bytes. Counts until they have left this process.
 * Safe in any thread; its lock is held for the time of one copy.
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

  private final ByteBufAllocator allocator;
  private final int bytesMax;
  private List<Batch> batches = new ArrayList<>(1);
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
    if (!open || bytes + size > bytesMax) {
      payload.release();
      return Offer.REFUSED;
    }
    Batch batch = batchFor(size);
    batch.add(kind, payload);
    return taken(Batch.MESSAGE_HEADER_BYTES + size);
  }

  /** The size is known only afterwards, so the bound may be passed by one message. */
  synchronized Offer offer(int kind, PayloadWriter writer) {
    if (!open || bytes >= bytesMax) {
      return Offer.REFUSED;
    }
    Batch batch = batchFor(0);
    int before = batch.messageBytes();
    batch.add(kind, writer);
    return taken(batch.messageBytes() - before);
  }

  /** Hands over everything that waits; it still counts until {@link #left}. */
  synchronized List<Batch> take() {
    List<Batch> taken = batches;
    batches = new ArrayList<>(1);
    flushDue = false;
    return taken;
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
    for (Batch batch : take()) {
      left(batch.messageBytes());
      batch.release();
    }
  }

  private Batch batchFor(int size) {
    if (!batches.isEmpty() && batches.getLast().messageBytes() + size < Batch.FULL_BYTES) {
      return batches.getLast();
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
