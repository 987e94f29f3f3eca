package io.starling.chaos.simulation.world;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Write;

/** What a journal holds, in order. */
sealed interface DiskRecord {
  int segment();

  void replayInto(SegmentCopy copy);

  record Written(int segment, Write write) implements DiskRecord {
    @Override
    public void replayInto(SegmentCopy copy) {
      copy.replayed(write);
    }
  }

  record Removed(int segment, Key key) implements DiskRecord {
    @Override
    public void replayInto(SegmentCopy copy) {
      copy.replayedRemoval(key);
    }
  }

  record Reset(int segment) implements DiskRecord {
    @Override
    public void replayInto(SegmentCopy copy) {
      copy.replayedReset();
    }
  }
}
