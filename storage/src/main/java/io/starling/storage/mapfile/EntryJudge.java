package io.starling.storage.mapfile;

/** Knows an entry from other bytes. */
public interface EntryJudge {
  /** Whether there are entries with such lengths; asked before anything is read. */
  boolean isPlausible(int keyLength, int valueLength);

  /**
   * Whether this is an entry just as it was written: its checksum says so. It is in the map then,
   * unless it is discarded.
   */
  boolean accept(byte[] key, byte[] value);

  /** An entry that was accepted is not in the map after all: another one has its key. */
  void discard(byte[] key, byte[] value);
}
