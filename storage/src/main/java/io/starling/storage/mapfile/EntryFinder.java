package io.starling.storage.mapfile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.hash.impl.VanillaChronicleHash;

/**
 * Finds entries along the index of a map, and writes over them where they lie. It does what a query
 * of Chronicle Map does when one thread has the map to itself, but without lock, context and thread
 * local: these cost more than what is done with them, above all where there are hundreds of maps.
 *
 * <p>Whatever adds, moves or removes an entry goes through Chronicle Map. Nothing outside of a
 * slice is read or written, whatever the bytes of the file are.
 *
 * <p>Thread rule: the owner of the map, and not after the map was closed.
 */
public final class EntryFinder {
  private static final Memory MEMORY = OS.memory();
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final MapGeometry geometry;
  private final long slicesAddress;
  private final PointerBytesStore room = new PointerBytesStore();

  private long entryAddress;
  private long valueAddress;
  private int valueLength;

  private EntryFinder(MapGeometry geometry, long slicesAddress) {
    this.geometry = geometry;
    this.slicesAddress = slicesAddress;
  }

  /** For a map that is new, or was audited. */
  public static EntryFinder of(VanillaChronicleHash<?, ?, ?, ?> map) {
    MapGeometry geometry = MapGeometry.of(map);
    return new EntryFinder(geometry, map.bsAddress() + geometry.sliceOffset(0));
  }

  /**
   * Looks a key up. If it is there, the other methods speak of its entry, until the map changes.
   *
   * @param keyHash XXH64 of the key with seed 0, by which Chronicle Map places it
   */
  public boolean find(byte[] key, long keyHash) {
    long slice = slicesAddress + (keyHash & (geometry.slices() - 1)) * geometry.sliceLength();
    long slotKey = geometry.slotKey(keyHash);
    int slot = geometry.firstSlot(slotKey);
    for (int i = 0; i < geometry.slots(); i++) {
      long at = slotAt(slice, slot);
      if (at == 0) {
        return false;
      }
      if (geometry.keyOf(at) == slotKey && isAt(geometry.chunkOf(at), slice, key)) {
        return true;
      }
      slot = geometry.nextSlot(slot);
    }
    return false;
  }

  private long slotAt(long slice, int slot) {
    return geometry.slotLength() == Integer.BYTES
        ? Integer.toUnsignedLong(MEMORY.readInt(slice + (long) slot * Integer.BYTES))
        : MEMORY.readLong(slice + (long) slot * Long.BYTES);
  }

  private boolean isAt(int chunk, long slice, byte[] key) {
    if (chunk < 0 || chunk >= geometry.chunks()) {
      return false;
    }
    long end = slice + geometry.chunkOffset(geometry.chunks());
    entryAddress = slice + geometry.chunkOffset(chunk);
    long keyAddress = entryAddress + EntryWalk.stopBitLength(key.length);
    long keyEnd = keyAddress + key.length;
    if (keyEnd >= end || lengthAt(entryAddress, end) != key.length || !isKey(key, keyAddress)) {
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

  private static boolean isKey(byte[] key, long address) {
    int at = 0;
    for (; at + Long.BYTES <= key.length; at += Long.BYTES) {
      if ((long) LONG.get(key, at) != MEMORY.readLong(address + at)) {
        return false;
      }
    }
    for (; at < key.length; at++) {
      if (key[at] != MEMORY.readByte(address + at)) {
        return false;
      }
    }
    return true;
  }

  /** Length of the value that was found, in bytes. */
  public int valueLength() {
    return valueLength;
  }

  /** Copies a part of the value that was found. */
  public void read(int offset, byte[] target, int targetOffset, int length) {
    Objects.checkFromIndexSize(offset, length, valueLength);
    Objects.checkFromIndexSize(targetOffset, length, target.length);
    MEMORY.readBytes(valueAddress + offset, target, targetOffset, length);
  }

  /**
   * Writes a value in place of the one that was found, if it takes just as many chunks. False if it
   * does not; then nothing has changed.
   */
  public boolean overwrite(Data<byte[]> value) {
    int length = Math.toIntExact(value.size());
    int prefixLength = EntryWalk.stopBitLength(valueLength);
    if (EntryWalk.stopBitLength(length) != prefixLength
        || geometry.chunksOf(valueAddress + length - entryAddress)
            != geometry.chunksOf(valueAddress + valueLength - entryAddress)) {
      return false;
    }
    writeLength(length, valueAddress - prefixLength);
    room.set(valueAddress, length);
    value.writeTo(room, 0);
    valueLength = length;
    return true;
  }

  private static void writeLength(int length, long address) {
    int rest = length;
    long at = address;
    for (; rest > 0x7f; rest >>>= 7) {
      MEMORY.writeByte(at++, (byte) (rest | 0x80));
    }
    MEMORY.writeByte(at, (byte) rest);
  }
}
