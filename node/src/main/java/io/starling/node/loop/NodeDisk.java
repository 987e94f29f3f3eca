package io.starling.node.loop;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.node.replication.SegmentRecord;
import io.starling.storage.entry.Version;
import io.starling.storage.segment.StoreExtent;

/** The disk of a node, as its loops use it. */
public interface NodeDisk {
  /** Notes the record of a segment; durable after the next sync of the metadata. Any thread. */
  void put(SegmentRecord record);

  /** The thread that syncs the journal and the metadata. */
  DiskThread thread();

  /** The thread that makes stores durable. */
  StoreThread storeThread();

  /** Whether a write is acknowledged only when it is on disk. */
  boolean syncsBeforeAcknowledging();

  /**
   * Opens the copy of a segment, an empty one if there is none on disk.
   *
   * @throws io.starling.storage.segment.StoreFullException if there is no room for an empty one
   */
  SegmentCopy openCopy(int segment, Version floor);

  /**
   * Makes the copy of a segment that has none, to be filled past the journal; an ordinary one if it
   * would not begin with nothing.
   *
   * @throws io.starling.storage.segment.StoreFullException if there is no room for an empty one
   */
  SegmentCopy beginLoad(int segment, StoreExtent expected);

  /** Where the journal ends. */
  long journalPosition();

  /**
   * Makes durable what the store of a segment holds, and notes, durable after the next sync of the
   * metadata, that what the journal holds of it up to a position is void. In the thread of the
   * stores.
   */
  void store(int segment, long journalPosition);

  /** Deletes the copy of a segment. */
  void dropCopy(int segment);
}
