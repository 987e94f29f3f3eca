package io.starling.node.client.keys;

import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.resp.ReplyWriter;
import io.starling.node.routing.Levels;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * KEYS: walks through all segments a page at a time. RESP wants the number of keys before the first
 * of them, so they are collected, up to a limit: beyond it the answer is an error that points to
 * SCAN.
 */
final class KeysSearch {
  /** Size of the largest reply, in bytes. */
  static final long REPLY_BYTES_MAX = 64L << 20;

  private static final byte[] SCAN = WholeKeyspace.ascii("segment.scan");
  private static final byte[] MATCH = WholeKeyspace.ascii("MATCH");
  private static final byte[] COUNT = WholeKeyspace.ascii("COUNT");
  private static final byte[] PAGE_SIZE = WholeKeyspace.ascii("1000");

  private final SegmentRouter router;
  private final int[] segments;
  private final Levels levels;
  private final ReplyReceiver reply;
  private final List<Reply> found = new ArrayList<>();
  private long foundBytes;
  private int at;

  KeysSearch(SegmentRouter router, int[] segments, Levels levels, ReplyReceiver reply) {
    this.router = router;
    this.segments = segments;
    this.levels = levels;
    this.reply = reply;
  }

  void start(byte[] pattern) {
    if (segments.length == 0) {
      reply.receive(new Reply.Array(found));
    } else {
      new SegmentWalk(router, answer -> after(answer, pattern)).start(question(0, pattern));
    }
  }

  private SegmentRequest question(long place, byte[] pattern) {
    byte[] cursor = WholeKeyspace.ascii(Long.toString(place));
    List<byte[]> arguments = List.of(SCAN, cursor, MATCH, pattern, COUNT, PAGE_SIZE);
    return new SegmentRequest(segments[at], arguments, levels);
  }

  private @Nullable SegmentRequest after(Reply answer, byte[] pattern) {
    if (!(answer instanceof Reply.Array array)) {
      reply.receive(answer);
      return null;
    }
    SegmentPage page = SegmentPage.of(array);
    found.addAll(page.keys());
    foundBytes += ReplyWriter.sizeOf(page.found());
    if (foundBytes > REPLY_BYTES_MAX) {
      reply.receive(
          Reply.failure(
              ErrorCode.ERR, "more than " + REPLY_BYTES_MAX + " bytes of keys; use SCAN instead"));
      return null;
    }
    if (page.isLast() && ++at == segments.length) {
      reply.receive(new Reply.Array(found));
      return null;
    }
    return question(page.nextPlace(), pattern);
  }
}
