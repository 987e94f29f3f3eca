package io.starling.node.client.reply;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.starling.node.command.Reply;
import io.starling.node.metrics.LatencyBuckets;
import io.starling.node.resp.ReplyWriter;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the replies of one connection, in the order of its requests. While nothing waits, a reply
 * goes straight into the output buffer; behind one that is still to come it queues. What is written
 * leaves with {@link #flush}, once for many requests.
 *
 * <p>Bounds: {@link #isFull} tells to stop reading requests, so at most {@link #WAITING_MAX}
 * replies wait; output beyond the hard limit closes the connection.
 */
public final class ReplyStream {
  /** Replies that may wait; as many requests of one connection are in flight. */
  public static final int WAITING_MAX = 1024;

  /** Output, in bytes, at which no more requests are read until the client has read some. */
  public static final int PAUSE_BYTES = 256 * 1024;

  private static final int RESUME_WAITING = WAITING_MAX / 2;
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int BUFFER_BYTES_MIN = 256;

  private final ChannelHandlerContext context;
  private final Listener listener;
  private final LongSupplier bytesMax;
  private final ReplyTimes times = new ReplyTimes();
  private final ArrayDeque<PendingReply> waiting = new ArrayDeque<>();
  private @Nullable ByteBuf out;
  private long queuedBytes;
  private long writtenBytes;
  private int expectedBytes = BUFFER_BYTES_MIN;
  private boolean full;
  private boolean unflushed;
  private boolean released;

  /** The connection, told of what happens here. */
  public interface Listener {
    /** A reply was written into the buffer. */
    void onWritten(Reply reply);

    /** Replies came after their command had been dispatched; perhaps more can be read now. */
    void onProgress(PendingReply answered);

    /** The client does not read what it asked for: the connection must be closed. */
    void onOverflow();
  }

  /**
   * The replies of a connection.
   *
   * @param bytesMax output that a client may leave unread, in bytes
   */
  public ReplyStream(ChannelHandlerContext context, Listener listener, LongSupplier bytesMax) {
    this.context = context;
    this.listener = listener;
    this.bytesMax = bytesMax;
  }

  /** Takes its place behind all earlier replies; called once the command was dispatched. */
  public void append(PendingReply pending) {
    Reply reply = pending.reply();
    if (reply != null && waiting.isEmpty()) {
      write(reply, pending);
      return;
    }
    if (reply != null) {
      queuedBytes += ReplyWriter.sizeOf(reply);
    }
    pending.enqueue();
    waiting.add(pending);
  }

  /** A reply that waits here has come. */
  void answered(PendingReply pending) {
    if (released) {
      return;
    }
    if (waiting.peek() == pending) {
      writeHead();
    } else {
      queuedBytes += ReplyWriter.sizeOf(answerOf(pending));
      if (pendingBytes() > bytesMax.getAsLong()) {
        listener.onOverflow();
        return;
      }
    }
    listener.onProgress(pending);
  }

  private void writeHead() {
    boolean first = true;
    for (PendingReply head = waiting.peek();
        head != null && head.reply() != null;
        head = waiting.peek()) {
      waiting.remove();
      Reply reply = answerOf(head);
      queuedBytes -= first ? 0 : ReplyWriter.sizeOf(reply);
      first = false;
      write(reply, head);
    }
  }

  private static Reply answerOf(PendingReply pending) {
    Reply reply = pending.reply();
    if (reply == null) {
      throw new IllegalStateException("not answered yet");
    }
    return reply;
  }

  private void write(Reply reply, PendingReply pending) {
    if (released) {
      return;
    }
    boolean compound = reply instanceof Reply.Array || reply instanceof Reply.Pairs;
    if (compound && ReplyWriter.sizeOf(reply) + pendingBytes() > bytesMax.getAsLong()) {
      listener.onOverflow();
      return;
    }
    ByteBuf buffer = buffer();
    ReplyWriter.write(reply, pending.version(), buffer);
    times.written(pending.arrivedNanos());
    listener.onWritten(reply);
    if (buffer.readableBytes() >= CHUNK_BYTES) {
      handOver();
    }
  }

  private ByteBuf buffer() {
    ByteBuf buffer = out;
    if (buffer == null) {
      buffer = context.alloc().directBuffer(expectedBytes);
      out = buffer;
    }
    return buffer;
  }

  private void handOver() {
    ByteBuf buffer = out;
    if (buffer != null) {
      out = null;
      int bytes = buffer.readableBytes();
      writtenBytes += bytes;
      // The next batch is about as large as this one.
      expectedBytes = Math.clamp(Integer.highestOneBit(bytes) * 2L, BUFFER_BYTES_MIN, CHUNK_BYTES);
      context.write(buffer, context.voidPromise());
      unflushed = true;
    }
  }

  /** Sends what was written. */
  public void flush() {
    handOver();
    if (unflushed) {
      unflushed = false;
      context.flush();
    }
  }

  /** Counts how long the replies took that were flushed since the last call. */
  public void count(long nowNanos, LatencyBuckets latency) {
    times.sent(nowNanos, latency);
  }

  /** Whether no reply is to come. */
  public boolean isIdle() {
    return waiting.isEmpty();
  }

  /** Number of replies that are to come, or wait behind one. */
  public int waitingCount() {
    return waiting.size();
  }

  /** Whether to stop reading requests; once full, it stays so until there is room to speak of. */
  public boolean isFull() {
    int waitingLimit = full ? RESUME_WAITING : WAITING_MAX;
    full =
        waiting.size() >= waitingLimit
            || !context.channel().isWritable()
            || unhandedBytes() >= PAUSE_BYTES;
    return full;
  }

  private long unhandedBytes() {
    ByteBuf buffer = out;
    return queuedBytes + (buffer == null ? 0 : buffer.readableBytes());
  }

  /** Output that the client has not taken yet, in bytes. */
  long pendingBytes() {
    ChannelOutboundBuffer sending = context.channel().unsafe().outboundBuffer();
    return unhandedBytes() + (sending == null ? 0 : sending.totalPendingWriteBytes());
  }

  /** Output since the last call, in bytes. */
  public long takeWrittenBytes() {
    long bytes = writtenBytes;
    writtenBytes = 0;
    return bytes;
  }

  /** Forgets what was not sent, and what is still to come; the connection is gone. */
  public void release() {
    released = true;
    waiting.clear();
    ByteBuf buffer = out;
    out = null;
    if (buffer != null) {
      buffer.release();
    }
  }
}
