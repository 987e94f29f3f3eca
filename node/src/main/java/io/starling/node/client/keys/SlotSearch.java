package io.starling.node.client.keys;

import io.starling.node.command.Reply;
import io.starling.node.routing.Levels;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of one slot, found page by page in its segment. */
final class SlotSearch {
  private static final byte[] COUNT = WholeKeyspace.ascii("segment.count-in-slot");
  private static final byte[] KEYS = WholeKeyspace.ascii("segment.keys-in-slot");

  private final SegmentRouter router;
  private final int segment;
  private final int slot;
  private final Levels levels;
  private final List<Reply> found = new ArrayList<>();
  private long count;

  SlotSearch(SegmentRouter router, int segment, int slot, Levels levels) {
    this.router = router;
    this.segment = segment;
    this.slot = slot;
    this.levels = levels;
  }

  void count(ReplyReceiver reply) {
    new SegmentWalk(router, answer -> afterCount(answer, reply)).start(question(COUNT, 0));
  }

  void keys(long keyCountMax, ReplyReceiver reply) {
    new SegmentWalk(router, answer -> afterKeys(answer, keyCountMax, reply))
        .start(question(KEYS, 0));
  }

  private SegmentRequest question(byte[] name, long place) {
    byte[] cursor = WholeKeyspace.ascii(Long.toString(place));
    byte[] wanted = WholeKeyspace.ascii(Integer.toString(slot));
    return new SegmentRequest(segment, List.of(name, wanted, cursor), levels);
  }

  private @Nullable SegmentRequest afterCount(Reply answer, ReplyReceiver reply) {
    if (!(answer instanceof Reply.Array array)) {
      reply.receive(answer);
      return null;
    }
    SegmentPage page = SegmentPage.of(array);
    count += ((Reply.Number) page.found()).value();
    if (page.isLast()) {
      reply.receive(Reply.number(count));
      return null;
    }
    return question(COUNT, page.nextPlace());
  }

  private @Nullable SegmentRequest afterKeys(Reply answer, long keyCountMax, ReplyReceiver reply) {
    if (!(answer instanceof Reply.Array array)) {
      reply.receive(answer);
      return null;
    }
    SegmentPage page = SegmentPage.of(array);
    for (Reply key : page.keys()) {
      if (found.size() < keyCountMax) {
        found.add(key);
      }
    }
    if (page.isLast() || found.size() >= keyCountMax) {
      reply.receive(new Reply.Array(found));
      return null;
    }
    return question(KEYS, page.nextPlace());
  }
}
