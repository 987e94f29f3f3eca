package io.starling.antientropy.sync;

import io.starling.antientropy.stream.FrameCodec;
import io.starling.antientropy.stream.FrameItem;
import io.starling.antientropy.stream.FrameItem.BatchBegun;
import io.starling.antientropy.stream.FrameItem.EntryBegun;
import io.starling.antientropy.stream.FrameItem.EntryPart;
import io.starling.antientropy.stream.FrameItem.Shown;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What is to be sent next, in order, cut to the length of frames. The value of an entry that goes
 * in parts is held until the last of them: whatever becomes of the entry meanwhile, what was begun
 * is finished.
 */
final class OutgoingItems {
  private static final byte[] NONE = new byte[0];

  private final int frameBytes;
  private final Deque<FrameItem> items = new ArrayDeque<>();
  private byte[] value = NONE;
  private int valueSent;

  /**
   * @param frameBytes raw bytes of a frame
   */
  OutgoingItems(int frameBytes) {
    this.frameBytes = frameBytes;
  }

  boolean isEmpty() {
    return items.isEmpty() && valueSent == value.length;
  }

  void add(FrameItem mark) {
    items.add(mark);
  }

  void add(KeyedEntry entry) {
    items.add(new Shown(entry));
  }

  /** Adds entries of one version that are not committed yet: they go in this order, and alone. */
  void addBatch(List<KeyedEntry> entries) {
    items.add(new BatchBegun(entries.getFirst().entry().version(), entries.size()));
    entries.forEach(this::add);
  }

  /** Moves into a frame what it has room for. */
  void moveInto(FrameBuilder frame) {
    boolean moved = true;
    while (moved && !isEmpty()) {
      moved = valueSent < value.length ? movedPart(frame) : movedItem(frame);
    }
  }

  private boolean movedItem(FrameBuilder frame) {
    FrameItem item = items.getFirst();
    boolean inParts = item instanceof Shown shown && goesInParts(shown);
    boolean moved = frame.add(inParts ? begun((Shown) item) : item);
    if (moved) {
      items.removeFirst();
    }
    if (moved && item instanceof Shown shown && inParts) {
      value = shown.entry().entry().value();
      valueSent = 0;
    }
    return moved;
  }

  private boolean goesInParts(Shown shown) {
    return FrameCodec.rawLength(shown) > frameBytes && shown.entry().entry().value().length > 0;
  }

  private static EntryBegun begun(Shown shown) {
    Entry entry = shown.entry().entry();
    return new EntryBegun(shown.entry().key(), entry.header());
  }

  private boolean movedPart(FrameBuilder frame) {
    int room = FrameCodec.valueLengthIn(frame.room());
    if (room < 1 && !frame.isEmpty()) {
      return false;
    }
    int end = Math.min(value.length, valueSent + Math.max(1, room));
    boolean moved = frame.add(new EntryPart(Arrays.copyOfRange(value, valueSent, end)));
    valueSent = end;
    if (valueSent == value.length) {
      value = NONE;
      valueSent = 0;
    }
    return moved;
  }
}
