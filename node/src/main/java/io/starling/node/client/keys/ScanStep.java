package io.starling.node.client.keys;

import io.starling.node.command.Reply;
import io.starling.node.routing.Levels;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SCAN: goes on from a cursor until enough keys are found, through several segments where they
 * hold few. An error of a segment is the answer; the client asks again with the cursor it has, so
 * no key is missed.
 */
final class ScanStep {
  /** Segments asked for one SCAN; after that it answers with what it has, perhaps nothing. */
  private static final int QUESTIONS_MAX = 32;

  private static final int COUNT_DEFAULT = 10;
  private static final byte[] SCAN = WholeKeyspace.ascii("segment.scan");

  private final SegmentRouter router;
  private final int[] segments;
  private final List<byte[]> arguments;
  private final Levels levels;
  private final List<Reply> found = new ArrayList<>();
  private int questions;

  ScanStep(SegmentRouter router, int[] segments, List<byte[]> arguments, Levels levels) {
    this.router = router;
    this.segments = segments;
    this.arguments = arguments;
    this.levels = levels;
  }

  void from(ScanCursor cursor, ReplyReceiver reply) {
    ScanCursor start = segments.length == 0 ? null : nearest(cursor);
    if (start == null) {
      reply.receive(answer(ScanCursor.START));
    } else {
      new SegmentWalk(router, new Progress(start, reply)).start(question(start));
    }
  }

  /** The cursor itself, or the next segment that this port covers; null behind the last. */
  private @Nullable ScanCursor nearest(ScanCursor cursor) {
    int at = Arrays.binarySearch(segments, cursor.segment());
    if (at >= 0) {
      return cursor;
    }
    int next = -at - 1;
    return next < segments.length ? new ScanCursor(segments[next], 0) : null;
  }

  private SegmentRequest question(ScanCursor cursor) {
    questions++;
    List<byte[]> question = new ArrayList<>(arguments);
    question.set(0, SCAN);
    question.set(1, WholeKeyspace.ascii(Long.toString(cursor.place())));
    return new SegmentRequest(cursor.segment(), question, levels);
  }

  private Reply answer(ScanCursor next) {
    return new Reply.Array(List.of(Reply.Bulk.of(next.toString()), new Reply.Array(found)));
  }

  /** COUNT, if it was given and makes sense; whether it does the segment says. */
  private long wantedCount() {
    for (int i = 2; i + 1 < arguments.size(); i += 2) {
      if (new String(arguments.get(i), StandardCharsets.US_ASCII).equalsIgnoreCase("count")) {
        try {
          return Long.parseLong(new String(arguments.get(i + 1), StandardCharsets.US_ASCII));
        } catch (NumberFormatException notANumber) {
          return COUNT_DEFAULT;
        }
      }
    }
    return COUNT_DEFAULT;
  }

  private final class Progress implements SegmentWalk.Steps {
    private final ReplyReceiver reply;
    private final long wanted = wantedCount();
    private ScanCursor at;

    private Progress(ScanCursor start, ReplyReceiver reply) {
      this.at = start;
      this.reply = reply;
    }

    @Override
    public @Nullable SegmentRequest after(Reply answer) {
      if (!(answer instanceof Reply.Array array)) {
        reply.receive(answer);
        return null;
      }
      SegmentPage page = SegmentPage.of(array);
      found.addAll(page.keys());
      ScanCursor next =
          page.isLast()
              ? nearest(new ScanCursor(at.segment() + 1, 0))
              : new ScanCursor(at.segment(), page.nextPlace());
      if (next == null) {
        reply.receive(answer(ScanCursor.START));
        return null;
      }
      if (found.size() >= wanted || questions == QUESTIONS_MAX) {
        reply.receive(answer(next));
        return null;
      }
      at = next;
      return question(next);
    }
  }
}
