package io.starling.storage.mapfile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.hash.impl.VanillaChronicleHash;

/**
 * Finds entries along the index of a map, writes over them where they lie, and adds entries if room
 * is found soon. It does what Chronicle Map does when one thread has the map to itself, but without
 * lock, context and thread local: these cost more than what is done with them, above all where
 * there are hundreds of maps.
 *
 * <p>Whatever moves or removes an entry, or looks further for room, goes through Chronicle Map.
 * Nothing outside of a slice is read or written, whatever the bytes of the file are.
 *
 * <p>Thread rule: the owner of the map, and not after the map was closed.
 */
public final class EntryFinder implements StoredValue {
  private static final Memory MEMORY = OS.memory();
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final MapGeometry geometry;
  private final SliceRoom room;
  private final long slicesAddress;
  private final EntryPlace place = new EntryPlace();
  private final PointerBytesStore memory = new PointerBytesStore();

  /** Where the last search has ended. */
  private long slice;

  private long slotKey;
  private int slot;

  private EntryFinder(MapGeometry geometry, SliceRoom room, long slicesAddress) {
    this.geometry = geometry;
    this.room = room;
    this.slicesAddress = slicesAddress;
  }

  /** For a map that is new, or was audited. */
  public static EntryFinder of(VanillaChronicleHash<?, ?, ?, ?> map) {
    MapGeometry geometry = MapGeometry.of(map);
    return new EntryFinder(
        geometry,
        new SliceRoom(geometry, map.bsAddress()),
        map.bsAddress() + geometry.sliceOffset(0));
  }

  /**
   * Looks a key up. If it is there, the other methods speak of its entry, until the map changes.
   *
   * @param keyHash XXH64 of the key with seed 0, by which Chronicle Map places it
   */
  public boolean find(byte[] key, long keyHash) {
    slice = slicesAddress + geometry.sliceOf(keyHash) * geometry.sliceLength();
    slotKey = geometry.slotKey(keyHash);
    slot = geometry.firstSlot(slotKey);
    for (int i = 0; i < geometry.slots(); i++) {
      long at = geometry.slotAt(slice, slot);
      if (at == 0) {
        return false;
      }
      if (geometry.keyOf(at) == slotKey && isAt(geometry.chunkOf(at), key)) {
        return true;
      }
      slot = geometry.nextSlot(slot);
    }
    return false;
  }

  private boolean isAt(int chunk, byte[] key) {
    return place.locate(geometry, slice, chunk)
        && place.keyLength() == key.length
        && isKey(key, place.keyAddress());
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

  @Override
  public int valueLength() {
    return place.valueLength();
  }

  @Override
  public void read(int offset, byte[] target, int targetOffset, int length) {
    place.read(offset, target, targetOffset, length);
  }

  /**
   * Writes a value in place of the one that was found, if it takes just as many chunks. False if it
   * does not; then nothing has changed.
   */
  public boolean overwrite(Data<byte[]> value) {
    int length = Math.toIntExact(value.size());
    int prefixLength = EntryWalk.stopBitLength(place.valueLength());
    long beforeValue = place.valueAddress() - place.entryAddress();
    if (EntryWalk.stopBitLength(length) != prefixLength
        || geometry.chunksOf(beforeValue + length)
            != geometry.chunksOf(beforeValue + place.valueLength())) {
      return false;
    }
    writeValue(value, length, place.valueAddress() - prefixLength);
    place.valueLength(length);
    return true;
  }

  /**
   * Adds the entry of a key that was just looked for and not found. False if no room was found
   * soon; then nothing has changed.
   *
   * <p>A process that is killed in between leaves an entry without a slot, or none.
   *
   * @param keyHash of the key that was looked for
   */
  public boolean add(byte[] key, long keyHash, Data<byte[]> value) {
    int length = Math.toIntExact(value.size());
    long valueOffset = (long) EntryWalk.stopBitLength(key.length) + key.length;
    long end = valueOffset + EntryWalk.stopBitLength(length) + length;
    boolean hasSlot = geometry.slotAt(slice, slot) == 0;
    int chunk =
        hasSlot ? room.take(geometry.sliceOf(keyHash), geometry.chunksOf(end)) : SliceRoom.NONE;
    if (chunk == SliceRoom.NONE) {
      return false;
    }
    long address = slice + geometry.chunkOffset(chunk);
    long keyAddress = writeLength(key.length, address);
    MEMORY.writeBytes(keyAddress, key, 0, key.length);
    writeValue(value, length, keyAddress + key.length);
    geometry.setSlot(slice, slot, slotKey | (long) chunk << geometry.slotKeyBits());
    return true;
  }

  private void writeValue(Data<byte[]> value, int length, long address) {
    memory.set(writeLength(length, address), length);
    value.writeTo(memory, 0);
  }

  /** Writes a length and returns the address behind it. */
  private static long writeLength(int length, long address) {
    int rest = length;
    long at = address;
    for (; rest > 0x7f; rest >>>= 7) {
      MEMORY.writeByte(at++, (byte) (rest | 0x80));
    }
    MEMORY.writeByte(at, (byte) rest);
    return at + 1;
  }
}
