package io.starling.antientropy.sync;

import io.starling.antientropy.stream.FrameCodec;
import io.starling.antientropy.stream.FrameItem;
import io.starling.antientropy.stream.SegmentFrame;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.ArrayList;
import java.util.List;

/** Fills one frame up to its target length; what is longer on its own goes into an empty frame. */
final class FrameBuilder {
  private final List<FrameItem> items = new ArrayList<>();
  private final int lengthTarget;
  private long length;

  /**
   * @param lengthTarget raw bytes
   */
  FrameBuilder(int lengthTarget) {
    this.lengthTarget = lengthTarget;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  void add(FrameItem mark) {
    items.add(mark);
    length += FrameCodec.rawLength(mark);
  }

  /** Whether this many raw bytes go into this frame. */
  boolean hasRoomFor(long rawLength) {
    return length + rawLength <= lengthTarget;
  }

  void addAll(List<KeyedEntry> together) {
    together.forEach(each -> add(new FrameItem.Shown(each)));
  }

  SegmentFrame build() {
    return new SegmentFrame(items);
  }
}
