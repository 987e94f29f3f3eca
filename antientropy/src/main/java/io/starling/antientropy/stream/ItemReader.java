package io.starling.antientropy.stream;

import io.starling.antientropy.merkle.ScanOrder;
import io.starling.antientropy.stream.FrameItem.BatchBegun;
import io.starling.antientropy.stream.FrameItem.EntryBegun;
import io.starling.antientropy.stream.FrameItem.EntryPart;
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
 * Whether parts, batches and leaves follow on each other is seen by whoever puts them together.
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

  /** Reads all that is left of a buffer. */
  static List<FrameItem> read(ByteBuffer raw) throws CorruptFrameException {
    return new ItemReader(raw).items();
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
            case ItemWriter.ENTRY_BEGUN -> entryBegun();
            case ItemWriter.ENTRY_PART -> entryPart();
            case ItemWriter.BATCH_BEGUN -> batchBegun();
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
    EntryBegun head = head();
    need(head.header().valueLength());
    byte[] value = bytes(head.header().valueLength());
    check(Entry.hashValue(value) == head.header().valueHash(), "a value does not have its hash");
    return new Shown(new KeyedEntry(head.key(), new Entry(head.header(), value)));
  }

  private EntryBegun entryBegun() throws CorruptFrameException {
    EntryBegun begun = head();
    check(begun.header().valueLength() > 0, "nothing comes in parts");
    return begun;
  }

  private EntryBegun head() throws CorruptFrameException {
    need(ItemWriter.HEAD_LENGTH_MIN - 1);
    Version version = version(1);
    long expireAtMillis = in.getLong();
    int flags = Byte.toUnsignedInt(in.get());
    long valueHash = in.getLong();
    int keyLength = in.getInt();
    int valueLength = in.getInt();
    check((flags & ~FLAGS_KNOWN) == 0, "unknown flags");
    check(keyLength >= 0 && keyLength <= Key.LENGTH_MAX, "bad key length");
    check(valueLength >= 0 && valueLength <= Entry.VALUE_LENGTH_MAX, "bad value length");
    EntryHeader header = new EntryHeader(version, expireAtMillis, flags, valueLength, valueHash);
    check(!header.isTombstone() || (valueLength == 0 && !header.expires()), "a full tombstone");
    need(keyLength);
    return new EntryBegun(Key.of(bytes(keyLength)), header);
  }

  private EntryPart entryPart() throws CorruptFrameException {
    need(ItemWriter.PART_LENGTH_MIN - 1);
    int length = in.getInt();
    check(length > 0, "an empty part");
    need(length);
    return new EntryPart(bytes(length));
  }

  private BatchBegun batchBegun() throws CorruptFrameException {
    need(ItemWriter.BATCH_BEGUN_LENGTH - 1);
    Version version = version(1);
    int entryCount = in.getInt();
    check(entryCount > 0, "an empty batch");
    return new BatchBegun(version, entryCount);
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
