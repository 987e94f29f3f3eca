package io.starling.storage.mapfile;

import java.util.Objects;
import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;

/** Where an entry lies in memory. Nothing outside of its slice is read, whatever the bytes are. */
final class EntryPlace {
  private static final Memory MEMORY = OS.memory();

  private long entryAddress;
  private long keyAddress;
  private int keyLength;
  private long valueAddress;
  private int valueLength;

  /**
   * Goes to what begins at a chunk. False if no entry can; then nothing may be asked.
   *
   * @param slice the address of the slice
   */
  boolean locate(MapGeometry geometry, long slice, int chunk) {
    if (chunk < 0 || chunk >= geometry.chunks()) {
      return false;
    }
    long end = slice + geometry.chunkOffset(geometry.chunks());
    entryAddress = slice + geometry.chunkOffset(chunk);
    keyLength = lengthAt(entryAddress, end);
    keyAddress = entryAddress + EntryWalk.stopBitLength(keyLength);
    long keyEnd = keyAddress + keyLength;
    if (keyLength < 0 || keyEnd >= end) {
      return false;
    }
    valueLength = lengthAt(keyEnd, end);
    valueAddress = keyEnd + EntryWalk.stopBitLength(valueLength);
    return valueLength >= 0 && valueAddress + valueLength <= end;
  }

  private static int lengthAt(long address, long end) {
    int length = 0;
    for (int i = 0; i < EntryWalk.STOP_BIT_BYTES_MAX && address + i < end; i++) {
      int bits = MEMORY.readByte(address + i);
      length |= (bits & 0x7f) << (7 * i);
      if (bits >= 0) {
        return length;
      }
    }
    return -1;
  }

  long entryAddress() {
    return entryAddress;
  }

  long keyAddress() {
    return keyAddress;
  }

  int keyLength() {
    return keyLength;
  }

  long valueAddress() {
    return valueAddress;
  }

  int valueLength() {
    return valueLength;
  }

  /** The value has another length from now on. */
  void valueLength(int changed) {
    valueLength = changed;
  }

  byte[] key() {
    byte[] key = new byte[keyLength];
    MEMORY.readBytes(keyAddress, key, 0, keyLength);
    return key;
  }

  void read(int offset, byte[] target, int targetOffset, int length) {
    Objects.checkFromIndexSize(offset, length, valueLength);
    Objects.checkFromIndexSize(targetOffset, length, target.length);
    MEMORY.readBytes(valueAddress + offset, target, targetOffset, length);
  }
}
