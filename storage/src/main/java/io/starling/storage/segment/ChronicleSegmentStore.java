package io.starling.storage.segment;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.mapfile.SliceCursor;
import io.starling.storage.mapfile.StoredValue;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

  private final RecordWriter writer = new RecordWriter();
  private final RecordReader held = new RecordReader();

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
      StoredValue found = lookUp(key);
      if (found == null) {
        return null;
      }
      EntryHeader header = intactHeader(key);
      byte[] value = held.inParts() ? partsOf(key, held) : held.inlineValue(found);
      return new Entry(header, verified(key, header, value));
    } catch (InternalError e) {
      throw failed(e);
    }
  }

  @Override
  public @Nullable EntryHeader header(Key key) {
    checkUsable();
    try {
      return lookUp(key) == null ? null : intactHeader(key);
    } catch (InternalError e) {
      throw failed(e);
    }
  }

  /** Finds the record of a key and reads its head. */
  private @Nullable StoredValue lookUp(Key key) {
    StoredValue found = entries.find(key.bytes(), key.placementHash());
    if (found != null) {
      held.read(key.bytes(), found);
    }
    return found;
  }

  private EntryHeader intactHeader(Key key) {
    if (!held.intact()) {
      throw new DamagedEntryException(key);
    }
    return held.header();
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
    boolean replaces = lookUp(key) != null;
    entries.putLookedUp(key.bytes(), key.placementHash(), record, replaces);
    usedBytes += EntrySize.of(key, header);
    if (replaces) {
      forgetHeld(key);
    }
  }

  @Override
  public void remove(Key key) {
    checkUsable();
    try {
      if (lookUp(key) != null) {
        entries.remove(key.bytes());
        forgetHeld(key);
      }
    } catch (InternalError e) {
      throw failed(e);
    }
  }

  /** Takes off what the last lookup saw and what is gone now, its parts included. */
  private void forgetHeld(Key key) {
    usedBytes -= EntrySize.of(key, held.valueLength());
    ValueParts at = parts;
    if (held.intact() && held.inParts() && at != null) {
      at.remove(held.partsId(), held.valueLength());
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
  public StoreExtent extent() {
    return new StoreExtent(entries.entryCount(), entries.takenBytes());
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
      SliceCursor at = entries.cursor(slice);
      boolean wanted = true;
      while (wanted && at.next()) {
        wanted = visited(at, record, visitor);
      }
    } catch (InternalError e) {
      throw failed(e);
    }
  }

  private boolean visited(SliceCursor at, RecordReader record, EntryVisitor visitor) {
    Key key = Key.of(at.key());
    record.read(key.bytes(), at);
    if (!record.intact()) {
      damageListener.accept(key);
      return true;
    }
    EntryHeader header = record.header();
    Supplier<byte[]> value =
        () ->
            verified(key, header, record.inParts() ? partsOf(key, record) : record.inlineValue(at));
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
}
