package io.starling.antientropy.stream;

import java.util.List;

/**
 * A bounded part of the entries under some leaves: what is compressed, checked and applied at once.
 */
public record SegmentFrame(List<FrameItem> items) {
  /** Raw bytes at which a frame is usually closed. */
  public static final int RAW_LENGTH_TARGET = 256 * 1024;

  /**
   * Raw bytes of the longest frame. Room for the longest entry (8 MiB and a key of 64 KiB) and for
   * a batch twice as long: a primary refuses a batch whose {@link FrameCodec#rawLength} is above
   * this.
   */
  public static final int RAW_LENGTH_MAX = 16 * 1024 * 1024;

  public SegmentFrame {
    items = List.copyOf(items);
  }
}
