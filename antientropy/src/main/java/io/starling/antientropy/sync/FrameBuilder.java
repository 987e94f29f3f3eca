package io.starling.antientropy.sync;

import io.starling.antientropy.stream.FrameCodec;
import io.starling.antientropy.stream.FrameItem;
import io.starling.antientropy.stream.SegmentFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills one frame up to its length. What is longer on its own, as only a key can be that meets very
 * short frames, goes into an empty one.
 */
final class FrameBuilder {
  private final List<FrameItem> items = new ArrayList<>();
  private final int lengthMax;
  private int length;

  /**
   * @param lengthMax raw bytes
   */
  FrameBuilder(int lengthMax) {
    this.lengthMax = lengthMax;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** Raw bytes that are left. */
  int room() {
    return lengthMax - length;
  }

  /** Adds an item. False if it goes into the next frame. */
  boolean add(FrameItem item) {
    int itemLength = FrameCodec.rawLength(item);
    if (!items.isEmpty() && itemLength > room()) {
      return false;
    }
    items.add(item);
    length += itemLength;
    return true;
  }

  SegmentFrame build() {
    return new SegmentFrame(items);
  }
}
