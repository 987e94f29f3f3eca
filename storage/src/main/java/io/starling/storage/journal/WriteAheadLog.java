package io.starling.storage.journal;

import io.starling.storage.entry.Key;
import io.starling.storage.entry.Write;

/**
 * Where a change of a segment is recorded before its store is touched. A record survives the death
 * of the process from the moment append returns, and power loss from the moment its position is
 * synced; whoever syncs tells the core.
 */
public interface WriteAheadLog {
  /**
   * Records a write of a segment, whole or not at all.
   *
   * @return its position: greater than every position returned before
   * @throws io.starling.storage.segment.StoreFullException if there is no room; nothing was
   *     recorded
   */
  long append(int segment, Write write);

  /** Records that a key was forgotten without a tombstone, as synchronisation does. */
  long appendRemoval(int segment, Key key);

  /** Records that all that the log holds of a segment is void: its store was dropped or emptied. */
  long appendReset(int segment);
}
