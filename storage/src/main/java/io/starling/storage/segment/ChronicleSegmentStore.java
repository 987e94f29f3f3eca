package io.starling.storage.segment;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.segment.ChronicleTable.StoredBytesReader;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.openhft.chronicle.bytes.RandomDataInput;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.map.MapEntry;
import org.jspecify.annotations.Nullable;

/**
 * A store on Chronicle Map: one table of entries and, once a value is larger than 16 KiB, one of
 * parts of large values.
 *
 * <p>Every read checks the checksum. {@link #get} and {@link #header} throw {@link
 * DamagedEntryException}; a scan passes over a damaged entry and reports its key to the listener.
 * When mapped memory fails, every call from then on throws {@link StoreFailedException}, and other
 * stores are not affected.
 *
 * <p>Growth copies the table into a file half as large again: about a microsecond an entry, so a
 * store of 10,000 small entries stops its loop for some 10 ms, one of a million for half a second
 * to a second.
 */
public final class ChronicleSegmentStore implements SegmentStore {
  /** Values above this lie in parts. */
  static final int INLINE_LENGTH_MAX = 16 * 1024;

  private final int segment;
  private final TableFiles files;
  private final DiskSpace space;
  private final Consumer<Key> damageListener;
  private final ChronicleTable entries;
  private volatile @Nullable ValueParts parts;
  private @Nullable InternalError failure;
  private boolean closed;
  private long usedBytes;

  private final HeapBytes keyBytes = new HeapBytes();
  private final RecordWriter writer = new RecordWriter();
  private final Lookup lookup = new Lookup();

  ChronicleSegmentStore(
      TableFiles files,
      DiskSpace space,
      Consumer<Key> damageListener,
      ChronicleTable entries,
      @Nullable ValueParts parts,
      long usedBytes) {
    this.segment = files.segment();
    this.files = files;
    this.space = space;
    this.damageListener = damageListener;
    this.entries = entries;
    this.parts = parts;
    this.usedBytes = usedBytes;
  }

  @Override
  public @Nullable Entry get(Key key) {
    checkUsable();
    try {
      if (!entries.read(keyBytes.set(key.bytes()), lookup.of(key, true))) {
        return null;
      }
      EntryHeader header = lookup.header();
      byte[] value = lookup.record.inParts() ? partsOf(key, lookup.record) : lookup.value();
      return new Entry(header, verified(key, header, value));
    } catch (InternalError e) {
      throw failed(e);
    }
  }

  @Override
  public @Nullable EntryHeader header(Key key) {
    checkUsable();
    try {
      boolean found = entries.read(keyBytes.set(key.bytes()), lookup.of(key, false));
      return found ? lookup.header() : null;
    } catch (InternalError e) {
      throw failed(e);
    }
  }

  @Override
  public void put(Key key, Entry entry) {
    EntrySize.check(key, entry);
    checkUsable();
    try {
      if (entry.value().length <= INLINE_LENGTH_MAX) {
        replace(key, entry.header(), writer.withValue(key, entry));
      } else {
        putInParts(key, entry);
      }
    } catch (InternalError e) {
      throw failed(e);
    }
  }

  private void putInParts(Key key, Entry entry) {
    ValueParts target = partsForWriting();
    long id = target.write(entry.value());
    try {
      replace(key, entry.header(), writer.withParts(key, entry.header(), id));
    } catch (StoreFullException full) {
      target.remove(id, entry.value().length);
      throw full;
    }
  }

  private void replace(Key key, EntryHeader header, HeapBytes record) {
    entries.put(keyBytes.set(key.bytes()), record, lookup.of(key, false));
    usedBytes += EntrySize.of(key, header);
    forgetReplaced(key);
  }

  @Override
  public void remove(Key key) {
    checkUsable();
    try {
      entries.remove(keyBytes.set(key.bytes()), lookup.of(key, false));
      forgetReplaced(key);
    } catch (InternalError e) {
      throw failed(e);
    }
  }

  /** Takes off what the last lookup saw in the place of a new entry, its parts included. */
  private void forgetReplaced(Key key) {
    if (!lookup.found) {
      return;
    }
    usedBytes -= EntrySize.of(key, lookup.record.valueLength());
    ValueParts at = parts;
    if (lookup.record.intact() && lookup.record.inParts() && at != null) {
      at.remove(lookup.record.partsId(), lookup.record.valueLength());
    }
  }

  @Override
  public void clear() {
    checkUsable();
    try {
      entries.clear(TableShape.ENTRIES);
      ValueParts at = parts;
      if (at != null) {
        at.table().clear(TableShape.PARTS);
      }
      usedBytes = 0;
    } catch (InternalError e) {
      throw failed(e);
    }
  }

  @Override
  public long entryCount() {
    return entries.entryCount();
  }

  @Override
  public long usedBytes() {
    return usedBytes;
  }

  @Override
  public int sliceCount() {
    return entries.slices();
  }

  @Override
  public void scan(int slice, EntryVisitor visitor) {
    checkUsable();
    RecordReader record = new RecordReader();
    try {
      entries.scan(slice, entry -> visited(entry, record, visitor));
    } catch (InternalError e) {
      throw failed(e);
    }
  }

  private boolean visited(
      MapEntry<byte[], byte[]> entry, RecordReader record, EntryVisitor visitor) {
    Key key = keyOf(entry);
    Data<byte[]> stored = entry.value();
    record.read(key.bytes(), stored.bytes(), stored.offset(), stored.size());
    if (!record.intact()) {
      damageListener.accept(key);
      return true;
    }
    EntryHeader header = record.header();
    Supplier<byte[]> value =
        () ->
            verified(
                key,
                header,
                record.inParts()
                    ? partsOf(key, record)
                    : record.inlineValue(stored.bytes(), stored.offset()));
    return visitor.visit(key, header, value);
  }

  @Override
  public void sync() {
    ValueParts at = parts;
    if (at != null) {
      at.table().sync();
    }
    entries.sync();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    entries.close();
    ValueParts at = parts;
    if (at != null) {
      at.table().close();
    }
  }

  @Override
  public void drop() {
    closed = true;
    entries.drop();
    ValueParts at = parts;
    if (at != null) {
      at.table().drop();
    }
  }

  /** The segment whose entries these are. */
  public int segment() {
    return segment;
  }

  static Key keyOf(MapEntry<byte[], byte[]> entry) {
    Data<byte[]> stored = entry.key();
    byte[] bytes = new byte[Math.toIntExact(stored.size())];
    stored.bytes().read(stored.offset(), bytes, 0, bytes.length);
    return Key.of(bytes);
  }

  private ValueParts partsForWriting() {
    ValueParts at = parts;
    if (at == null) {
      at =
          new ValueParts(
              ChronicleTable.create(files.ofKind(TableFiles.PARTS), space, TableShape.PARTS));
      parts = at;
    }
    return at;
  }

  private byte[] partsOf(Key key, RecordReader record) {
    ValueParts at = parts;
    byte[] value = at == null ? null : at.read(record.partsId(), record.valueLength());
    if (value == null) {
      throw new DamagedEntryException(key);
    }
    return value;
  }

  private static byte[] verified(Key key, EntryHeader header, byte[] value) {
    if (Entry.hashValue(value) != header.valueHash()) {
      throw new DamagedEntryException(key);
    }
    return value;
  }

  private void checkUsable() {
    if (failure != null) {
      throw failed(failure);
    }
    if (closed) {
      throw new IllegalStateException("the store of segment " + segment + " is closed");
    }
  }

  private StoreFailedException failed(InternalError error) {
    failure = error;
    return new StoreFailedException("the mapped files of segment " + segment + " failed", error);
  }

  /** What a table shows of the record under a key. One object serves all calls. */
  private static final class Lookup implements StoredBytesReader {
    private static final byte[] NONE = new byte[0];

    private final RecordReader record = new RecordReader();
    private Key key = Key.of(NONE);
    private boolean withValue;
    private boolean found;
    private byte[] value = NONE;

    Lookup of(Key key, boolean withValue) {
      this.key = key;
      this.withValue = withValue;
      this.found = false;
      this.value = NONE;
      return this;
    }

    @Override
    public void read(RandomDataInput in, long offset, long size) {
      found = true;
      record.read(key.bytes(), in, offset, size);
      if (withValue && record.intact() && !record.inParts()) {
        value = record.inlineValue(in, offset);
      }
    }

    EntryHeader header() {
      if (!record.intact()) {
        throw new DamagedEntryException(key);
      }
      return record.header();
    }

    byte[] value() {
      return value;
    }
  }
}
