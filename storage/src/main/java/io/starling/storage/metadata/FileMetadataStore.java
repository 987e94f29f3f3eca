package io.starling.storage.metadata;

import io.starling.storage.directory.DurableFiles;
import io.starling.storage.segment.StoreFullException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records in one file that is only appended to, and written anew when most of it is out of date.
 *
 * <p>To put is to note in memory; {@link #sync} appends what was noted since the last one, each
 * name once, and forces it. So what waits is bounded by the number of names.
 *
 * <p>Before the records of each sync stands a <em>mark</em>, a record without a name: all before it
 * was synced. When the machine stops during a sync, any of its pages may be missing: what is not
 * whole behind the last mark was promised to nobody. What is not whole before a mark is damage.
 *
 * <p>Thread rule: as {@link MetadataStore}; one sync at a time.
 */
public final class FileMetadataStore implements MetadataStore {
  private static final String FILE_NAME = "metadata";
  private static final long REWRITE_LENGTH_MIN = 1 << 20;
  private static final int REWRITE_RATIO = 4;

  /** With less than this free, a write that failed is taken to have failed for want of room. */
  private static final long ROOM_BYTES_MIN = 1 << 20;

  private static final MetadataRecord MARK = new MetadataRecord("", new byte[0]);

  private final Path directory;
  private final Path path;
  private final Object lock = new Object();
  private final Object syncLock = new Object();
  private final TreeMap<String, byte[]> records = new TreeMap<>();
  private TreeMap<String, byte[]> unwritten = new TreeMap<>();
  private long lastTicket;

  private FileChannel file;
  private long liveLength;
  private @Nullable IOException failure;

  private FileMetadataStore(Path directory, FileChannel file) {
    this.directory = directory;
    this.path = directory.resolve(FILE_NAME);
    this.file = file;
  }

  /**
   * Opens the records in a directory, which is made if it is not there. What the last sync wrote is
   * dropped from the first record on that is not whole: that sync had not returned.
   *
   * @throws DamagedMetadataException if the file is damaged anywhere else
   * @throws UncheckedIOException if it cannot be read
   */
  public static FileMetadataStore open(Path directory) {
    try {
      Files.createDirectories(directory);
      Path path = directory.resolve(FILE_NAME);
      Files.deleteIfExists(unfinished(path));
      FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileMetadataStore store = new FileMetadataStore(directory, file);
      store.load(ByteBuffer.wrap(Files.readAllBytes(path)));
      DurableFiles.forceNames(directory);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException("could not open the metadata in " + directory, e);
    }
  }

  private void load(ByteBuffer content) throws IOException {
    int offset = 0;
    MetadataRecord record = MetadataRecord.read(content, offset);
    while (record != null) {
      if (!record.name().isEmpty()) {
        records.put(record.name(), record.value());
      }
      offset += record.length();
      record = MetadataRecord.read(content, offset);
    }
    checkTail(content, offset);
    file.truncate(offset);
    file.position(offset); // Perhaps behind the end, if that was cut in a record's last zeros.
    file.force(true);
    records.forEach((name, value) -> liveLength += new MetadataRecord(name, value).length());
  }

  /** A mark behind a record that is not whole: so that one was once whole, too. */
  private void checkTail(ByteBuffer content, int offset) {
    ByteBuffer mark = encoded(List.of(MARK));
    int step = MetadataRecord.ALIGNMENT;
    for (int at = offset + step; at <= content.limit() - mark.limit(); at += step) {
      if (content.slice(at, mark.limit()).equals(mark)) {
        throw new DamagedMetadataException(path, offset);
      }
    }
  }

  @Override
  public byte @Nullable [] get(String name) {
    synchronized (lock) {
      return records.get(name);
    }
  }

  @Override
  public SortedMap<String, byte[]> withPrefix(String prefix) {
    synchronized (lock) {
      TreeMap<String, byte[]> found = new TreeMap<>();
      for (var record : records.tailMap(prefix).entrySet()) {
        if (!record.getKey().startsWith(prefix)) {
          break;
        }
        found.put(record.getKey(), record.getValue());
      }
      return Collections.unmodifiableSortedMap(found);
    }
  }

  @Override
  public long put(String name, byte[] value) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a record has a name");
    }
    synchronized (lock) {
      records.put(name, value);
      unwritten.put(name, value);
      return ++lastTicket;
    }
  }

  @Override
  public long sync() {
    synchronized (syncLock) {
      SortedMap<String, byte[]> changed;
      long ticket;
      synchronized (lock) {
        changed = unwritten;
        unwritten = new TreeMap<>();
        ticket = lastTicket;
      }
      if (!changed.isEmpty() || failure != null) {
        write(changed);
      }
      return ticket;
    }
  }

  private void write(SortedMap<String, byte[]> changed) {
    try {
      if (failure != null) {
        throw failure;
      }
      append(changed);
      file.force(false);
      if (file.position() > Math.max(REWRITE_LENGTH_MIN, REWRITE_RATIO * liveLength)) {
        rewriteIfRoom();
      }
    } catch (IOException e) {
      failure = e;
      throw new UncheckedIOException("could not sync " + path, e);
    }
  }

  /** If the disk is full the file is left as it was, and the records wait for the next sync. */
  private void append(SortedMap<String, byte[]> changed) throws IOException {
    long end = file.position();
    List<MetadataRecord> list = listed(changed);
    list.addFirst(MARK);
    try {
      writeFully(file, encoded(list));
    } catch (IOException e) {
      if (!isForWantOfRoom(e)) {
        throw e;
      }
      file.truncate(end);
      file.position(end);
      synchronized (lock) {
        changed.forEach(unwritten::putIfAbsent);
      }
      throw new StoreFullException("no room for metadata: " + e.getMessage());
    }
  }

  /**
   * All that an error of the disk says is a text in the language of the machine: so whether there
   * is room is asked as well. A quota shows in the text only.
   */
  private boolean isForWantOfRoom(IOException e) throws IOException {
    String message = String.valueOf(e.getMessage());
    return message.contains("No space left")
        || message.contains("quota exceeded")
        || Files.getFileStore(directory).getUsableSpace() < ROOM_BYTES_MIN;
  }

  /** Without room for a second file the first one goes on growing. */
  private void rewriteIfRoom() throws IOException {
    try {
      rewrite();
    } catch (IOException e) {
      if (!isForWantOfRoom(e)) {
        throw e;
      }
      Files.deleteIfExists(unfinished(path));
    }
  }

  private void rewrite() throws IOException {
    List<MetadataRecord> list;
    synchronized (lock) {
      list = listed(records);
    }
    list.addLast(MARK);
    ByteBuffer all = encoded(list);
    Path unfinished = unfinished(path);
    FileChannel next =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    liveLength = all.remaining();
    try {
      writeFully(next, all);
      next.force(true);
    } catch (IOException e) {
      next.close();
      throw e;
    }
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.forceNames(directory);
    file.close();
    file = next;
  }

  private static List<MetadataRecord> listed(SortedMap<String, byte[]> records) {
    List<MetadataRecord> list = new ArrayList<>();
    records.forEach((name, value) -> list.add(new MetadataRecord(name, value)));
    return list;
  }

  private static ByteBuffer encoded(List<MetadataRecord> list) {
    ByteBuffer out = ByteBuffer.allocate(list.stream().mapToInt(MetadataRecord::length).sum());
    list.forEach(record -> record.write(out));
    return out.flip();
  }

  private static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private static Path unfinished(Path path) {
    return path.resolveSibling(FILE_NAME + ".unfinished");
  }

  /** Closes the file; what was put and not synced is lost. */
  @Override
  public void close() {
    synchronized (syncLock) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException("could not close " + path, e);
      }
    }
  }
}
