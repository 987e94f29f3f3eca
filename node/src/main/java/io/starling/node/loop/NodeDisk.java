package io.starling.node.loop;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.node.replication.PreparedLoad;
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

  /** The thread that makes the files of new stores. */
  StoreThread fileThread();

  /** Whether a write is acknowledged only when it is on disk. */
  boolean syncsBeforeAcknowledging();

  /**
   * Opens the copy of a segment, an empty one if there is none on disk.
   *
   * @throws io.starling.storage.segment.StoreFullException if there is no room for an empty one
   */
  SegmentCopy openCopy(int segment, Version floor);

  /**
   * Makes the file for a copy that is to be filled past the journal. Blocks; in the {@link
   * #fileThread}.
   */
  PreparedLoad prepareLoad(int segment, StoreExtent expected);

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
