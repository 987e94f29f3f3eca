package io.starling.antientropy.stream;

import java.util.List;

/**
 * A bounded part of the entries under some leaves: what is compressed, checked and applied at once.
 */
public record SegmentFrame(List<FrameItem> items) {
  /**
   * Raw bytes of the longest frame: what is encoded, checked and applied in one turn of a loop. The
   * longest item that cannot be cut, the longest key, takes a quarter of it.
   */
  public static final int RAW_LENGTH_MAX = 256 * 1024;

  public SegmentFrame {
    items = List.copyOf(items);
  }
}
