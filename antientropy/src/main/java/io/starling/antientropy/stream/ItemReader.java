package io.starling.antientropy.stream;

import io.starling.antientropy.merkle.ScanOrder;
import io.starling.antientropy.stream.FrameItem.LeafBegun;
import io.starling.antientropy.stream.FrameItem.LeafEnded;
import io.starling.antientropy.stream.FrameItem.Shown;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write.KeyedEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link ItemWriter} wrote, believing nothing: no length, no flag, no hash of a value.
 */
final class ItemReader {
  /** Marks in one frame: each leaf begins and ends once in a round. */
  private static final int MARKS_MAX = 2 * ScanOrder.LEAF_COUNT;

  private static final int FLAGS_KNOWN = EntryHeader.TOMBSTONE | EntryHeader.BATCH;

  private final ByteBuffer in;
  private int marks;

  private ItemReader(ByteBuffer in) {
    this.in = in;
  }

  static List<FrameItem> read(byte[] raw) throws CorruptFrameException {
    return new ItemReader(ByteBuffer.wrap(raw)).items();
  }

  private List<FrameItem> items() throws CorruptFrameException {
    List<FrameItem> items = new ArrayList<>();
    while (in.hasRemaining()) {
      byte kind = in.get();
      items.add(
          switch (kind) {
            case ItemWriter.LEAF_BEGUN -> leafBegun();
            case ItemWriter.SHOWN -> shown();
            case ItemWriter.LEAF_ENDED -> leafEnded();
            default -> throw new CorruptFrameException("no such item: " + kind);
          });
    }
    return items;
  }

  private LeafBegun leafBegun() throws CorruptFrameException {
    need(ItemWriter.LEAF_BEGUN_LENGTH - 1);
    return new LeafBegun(leaf(), version(0));
  }

  private LeafEnded leafEnded() throws CorruptFrameException {
    need(ItemWriter.LEAF_ENDED_LENGTH - 1);
    return new LeafEnded(leaf());
  }

  private int leaf() throws CorruptFrameException {
    check(++marks <= MARKS_MAX, "too many leaf marks");
    int leaf = Short.toUnsignedInt(in.getShort());
    check(leaf < ScanOrder.LEAF_COUNT, "no such leaf");
    return leaf;
  }

  private Version version(long least) throws CorruptFrameException {
    Version version = new Version(in.getLong(), in.getLong());
    check(version.epoch() >= least && version.sequence() >= least, "no such version");
    return version;
  }

  private Shown shown() throws CorruptFrameException {
    need(ItemWriter.SHOWN_LENGTH_MIN - 1);
    Version version = version(1);
    long expireAtMillis = in.getLong();
    int flags = Byte.toUnsignedInt(in.get());
    long valueHash = in.getLong();
    int keyLength = in.getInt();
    int valueLength = in.getInt();
    check((flags & ~FLAGS_KNOWN) == 0, "unknown flags");
    check(keyLength >= 0 && keyLength <= Key.LENGTH_MAX, "bad key length");
    check(valueLength >= 0 && valueLength <= Entry.VALUE_LENGTH_MAX, "bad value length");
    need(keyLength + valueLength);
    Key key = Key.of(bytes(keyLength));
    byte[] value = bytes(valueLength);
    EntryHeader header = new EntryHeader(version, expireAtMillis, flags, valueLength, valueHash);
    check(Entry.hashValue(value) == valueHash, "a value does not have its hash");
    check(!header.isTombstone() || (valueLength == 0 && !header.expires()), "a full tombstone");
    return new Shown(new KeyedEntry(key, new Entry(header, value)));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private void need(int length) throws CorruptFrameException {
    check(in.remaining() >= length, "cut short");
  }

  private static void check(boolean holds, String otherwise) throws CorruptFrameException {
    if (!holds) {
      throw new CorruptFrameException(otherwise);
    }
  }
}
