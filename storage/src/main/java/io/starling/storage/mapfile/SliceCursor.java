package io.starling.storage.mapfile;

import net.openhft.chronicle.hash.impl.VanillaChronicleHash;

/**
 * Goes from entry to entry of a slice along its index, in no particular order. What leads nowhere
 * is passed over.
 *
 * <p>Thread rule: the owner of the map, and not after the map was changed or closed.
 */
public final class SliceCursor implements StoredValue {
  private final MapGeometry geometry;
  private final long slice;
  private final EntryPlace place = new EntryPlace();
  private int slot = -1;

  private SliceCursor(MapGeometry geometry, long slice) {
    this.geometry = geometry;
    this.slice = slice;
  }

  /** Before the first entry of a slice. */
  public static SliceCursor of(VanillaChronicleHash<?, ?, ?, ?> map, int slice) {
    MapGeometry geometry = MapGeometry.of(map);
    return new SliceCursor(geometry, map.bsAddress() + geometry.sliceOffset(slice));
  }

  /** Goes to the next entry. False if there is none. */
  public boolean next() {
    while (++slot < geometry.slots()) {
      long at = geometry.slotAt(slice, slot);
      if (at != 0 && place.locate(geometry, slice, geometry.chunkOf(at))) {
        return true;
      }
    }
    return false;
  }

  /** The key of the entry. */
  public byte[] key() {
    return place.key();
  }

  @Override
  public int valueLength() {
    return place.valueLength();
  }

  @Override
  public void read(int offset, byte[] target, int targetOffset, int length) {
    place.read(offset, target, targetOffset, length);
  }
}
