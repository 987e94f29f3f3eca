package io.starling.node.client.keys;

import io.starling.node.command.SegmentView;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a SCAN over many segments goes on. As text a number of at most 63 bits, which every client
 * keeps: the segment above, the place in the segment below. The place is one in the keyspace, so it
 * is still right after another member became primary. Zero is the beginning, and the end.
 *
 * @param segment 0 or more; a client may send one that does not exist
 * @param place 0 to {@link SegmentView#CURSOR_LIMIT} - 1
 */
record ScanCursor(int segment, long place) {
  static final ScanCursor START = new ScanCursor(0, 0);

  /** Reads what {@link #toString} wrote; empty for what it never writes. */
  static Optional<ScanCursor> parse(byte[] text) {
    try {
      long number = Long.parseUnsignedLong(new String(text, StandardCharsets.US_ASCII));
      long segment = Long.divideUnsigned(number, SegmentView.CURSOR_LIMIT);
      long place = Long.remainderUnsigned(number, SegmentView.CURSOR_LIMIT);
      int bounded = (int) Math.min(segment, Integer.MAX_VALUE);
      return Optional.of(new ScanCursor(bounded, place));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return Long.toString(segment * SegmentView.CURSOR_LIMIT + place);
  }
}
