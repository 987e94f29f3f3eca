package io.starling.node.loop;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.node.replication.SegmentRecord;
import io.starling.storage.entry.Version;

/** The disk of a node, as its loops use it. */
public interface NodeDisk {
  /** Notes the record of a segment; durable after the next sync of the metadata. Any thread. */
  void put(SegmentRecord record);

  /** The thread that syncs. */
  DiskThread thread();

  /** Whether a write is acknowledged only when it is on disk. */
  boolean syncsBeforeAcknowledging();

  /**
   * Opens the copy of a segment, an empty one if there is none on disk.
   *
   * @throws io.starling.storage.segment.StoreFullException if there is no room for an empty one
   */
  SegmentCopy openCopy(int segment, Version floor);

  /** Deletes the copy of a segment. */
  void dropCopy(int segment);
}
