package io.starling.storage.segment;

import com.dynatrace.hash4j.hashing.Hashing;
import io.starling.storage.mapfile.StoredValue;
import java.util.Set;
import net.openhft.chronicle.hash.Data;
import org.jspecify.annotations.Nullable;

/**
 * Large values, cut into parts of a little under 32 KiB in a table of their own: in one table with
 * small values they would have to find that much room in a row.
 *
 * <p>A value is written under a new id, then the record of its key is made to name that id, then
 * the parts under the old id are removed. What a crash leaves behind is swept when the store is
 * opened.
 */
final class ValueParts {
  private static final int PART_LENGTH = PartRecords.PART_LENGTH;

  private final ChronicleTable table;
  private final PartRecords records = new PartRecords();
  private final byte[] keyBytes = new byte[PartRecords.KEY_LENGTH];
  private final byte[] checksum = new byte[PartRecords.CHECKSUM_LENGTH];
  private final HeapBytes part = new HeapBytes();
  private long nextId = 1;

  ValueParts(ChronicleTable table) {
    this.table = table;
  }

  ChronicleTable table() {
    return table;
  }

  /**
   * Forgets the parts of all other values, and never gives out the id of one of these again.
   *
   * @param live ids that records name
   */
  void sweep(Set<Long> live) {
    for (long id : live) {
      nextId = Math.max(nextId, id + 1);
    }
    table.retain(
        entry -> {
          long id = idOf(entry.key());
          nextId = Math.max(nextId, id + 1);
          return live.contains(id);
        });
  }

  private static long idOf(Data<byte[]> key) {
    return key.bytes().readLong(key.offset());
  }

  /**
   * Writes a value and returns its new id.
   *
   * @throws StoreFullException if there is no room; then nothing has changed
   */
  long write(byte[] value) {
    long id = nextId++;
    try {
      for (int at = 0; at < value.length; at += PART_LENGTH) {
        int length = Math.min(PART_LENGTH, value.length - at);
        long keyHash = setKey(id, at / PART_LENGTH);
        RecordLayout.putInt(checksum, 0, records.checksum(keyBytes, value, at, length));
        table.put(keyBytes, keyHash, part.set(checksum, checksum.length, value, at, length));
      }
      return id;
    } catch (StoreFullException full) {
      remove(id, value.length);
      throw full;
    }
  }

  /** The value of that length under the id, unchecked, or null if any of it is missing. */
  byte @Nullable [] read(long id, int length) {
    byte[] value = new byte[length];
    for (int at = 0; at < length; at += PART_LENGTH) {
      int wanted = Math.min(PART_LENGTH, length - at);
      StoredValue found = table.find(keyBytes, setKey(id, at / PART_LENGTH));
      if (found == null || found.valueLength() != PartRecords.CHECKSUM_LENGTH + wanted) {
        return null;
      }
      found.read(PartRecords.CHECKSUM_LENGTH, value, at, wanted);
    }
    return value;
  }

  void remove(long id, int length) {
    for (int at = 0; at < length; at += PART_LENGTH) {
      setKey(id, at / PART_LENGTH);
      table.remove(keyBytes);
    }
  }

  /** Sets the key of a part and returns its hash. */
  private long setKey(long id, int index) {
    RecordLayout.putLong(keyBytes, 0, id);
    RecordLayout.putInt(keyBytes, Long.BYTES, index);
    return Hashing.xxh64().hashBytesToLong(keyBytes);
  }
}
