package io.starling.node.client.keys;

import io.starling.node.command.Reply;
import io.starling.node.command.SegmentView;
import io.starling.node.routing.Levels;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * RANDOMKEY: a random place of a random segment, and the segments after it while they are empty.
 * Keys are equally likely as far as segments are equally full.
 */
final class RandomKeySearch {
  private static final byte[] RANDOM = WholeKeyspace.ascii("segment.random");

  private final SegmentRouter router;
  private final int[] segments;
  private final Levels levels;
  private final ReplyReceiver reply;
  private int asked;

  RandomKeySearch(SegmentRouter router, int[] segments, Levels levels, ReplyReceiver reply) {
    this.router = router;
    this.segments = segments;
    this.levels = levels;
    this.reply = reply;
  }

  void start(RandomGenerator random) {
    if (segments.length == 0) {
      reply.receive(Reply.NIL);
      return;
    }
    int first = random.nextInt(segments.length);
    byte[] place = WholeKeyspace.ascii(Long.toString(random.nextLong(SegmentView.CURSOR_LIMIT)));
    new SegmentWalk(router, answer -> after(answer, first, place)).start(question(first, place));
  }

  private SegmentRequest question(int first, byte[] place) {
    int segment = segments[(first + asked++) % segments.length];
    return new SegmentRequest(segment, List.of(RANDOM, place), levels);
  }

  private @Nullable SegmentRequest after(Reply answer, int first, byte[] place) {
    if (answer instanceof Reply.Nil && asked < segments.length) {
      return question(first, place);
    }
    reply.receive(answer);
    return null;
  }
}
