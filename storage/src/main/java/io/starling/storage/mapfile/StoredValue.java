package io.starling.storage.mapfile;

/** The value of an entry where it lies, until its map changes. */
public interface StoredValue {
  /** Length of the value, in bytes. */
  int valueLength();

  /** Copies a part of the value. */
  void read(int offset, byte[] target, int targetOffset, int length);
}
