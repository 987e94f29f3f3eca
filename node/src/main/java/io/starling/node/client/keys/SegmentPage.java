package io.starling.node.client.keys;

import io.starling.node.command.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a segment answers to the internal commands that go step by step: {@code [next place,
 * found]}.
 *
 * @param nextPlace 0 at the end of the segment
 */
record SegmentPage(long nextPlace, Reply found) {
  /** Reads such an answer. */
  static SegmentPage of(Reply.Array answer) {
    Reply.Bulk place = (Reply.Bulk) answer.items().get(0);
    long nextPlace = Long.parseLong(new String(place.bytes(), StandardCharsets.US_ASCII));
    return new SegmentPage(nextPlace, answer.items().get(1));
  }

  /** The keys found, where the question was for keys. */
  List<Reply> keys() {
    return ((Reply.Array) found).items();
  }

  boolean isLast() {
    return nextPlace == 0;
  }
}
