package io.starling.storage.journal;

import io.starling.storage.directory.DurableFiles;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Write;
import io.starling.storage.journal.JournalRecord.Removed;
import io.starling.storage.journal.JournalRecord.Reset;
import io.starling.storage.journal.JournalRecord.Written;
import io.starling.storage.segment.DiskSpace;
import io.starling.storage.segment.StoreFullException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The journal in files of mapped memory: to append is to copy the record and its checksum, so it
 * survives the process from that moment, and the machine once {@link #sync} has returned.
 *
 * <p>Positions count bytes since the journal was founded and never go back; the position of a
 * record is that of its end. Files begin where the length of the one before ends.
 *
 * <p>Thread rule: any thread may append; {@link #sync} and {@link #cutBefore} belong to one disk
 * thread, and hold up appending only for some microseconds.
 */
public final class MappedJournal implements WriteAheadLog, AutoCloseable {
  private static final long UNREAD = -1;

  /** Longest record, in bytes: a batch above it is refused. */
  public static final int RECORD_LENGTH_MAX = 1 << 29;

  private static final int PAGE = 4096;

  private final Path directory;
  private final JournalSettings settings;
  private final DiskSpace space;
  private final ReentrantLock lock = new ReentrantLock();
  private final CRC32C crc = new CRC32C();

  /** Files of the processes before, as they were found. */
  private final List<JournalFile> inherited;

  /** Files that are full, or inherited, from the oldest on; not the active one. */
  private final ArrayDeque<JournalFile> finished = new ArrayDeque<>();

  private final List<JournalFile> unsynced = new ArrayList<>();
  private @Nullable JournalFile spare;
  private @Nullable JournalFile active;
  private long nextBase;
  private long lastEnd;
  private long syncedPosition;
  private boolean namesChanged = true;
  private @Nullable IOException syncFailure;

  private MappedJournal(
      Path directory, JournalSettings settings, DiskSpace space, List<JournalFile> inherited) {
    this.directory = directory;
    this.settings = settings;
    this.space = space;
    this.inherited = inherited;
    finished.addAll(inherited);
    if (!inherited.isEmpty()) {
      JournalFile last = inherited.getLast();
      // A file that was cut to nothing keeps its name for itself.
      nextBase = last.base() + Math.max(last.length(), JournalFile.HEAD_LENGTH);
      lastEnd = UNREAD;
      unsynced.addAll(inherited);
    }
  }

  /**
   * Opens the journal in a directory, which is made if it is not there. What it holds is to be
   * replayed, and cut once the stores are synced.
   *
   * @throws UncheckedIOException if the directory cannot be read
   */
  public static MappedJournal open(Path directory, JournalSettings settings, DiskSpace space) {
    try {
      Files.createDirectories(directory);
      List<JournalFile> inherited = new ArrayList<>();
      for (Path path : sorted(directory)) {
        String name = path.getFileName().toString();
        if (JournalFile.isName(name)) {
          inherited.add(JournalFile.open(path));
        } else if (JournalFile.isSpareName(name)) {
          Files.delete(path);
        }
      }
      return new MappedJournal(directory, settings, space, inherited);
    } catch (IOException e) {
      throw new UncheckedIOException("could not open the journal in " + directory, e);
    }
  }

  private static List<Path> sorted(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.sorted().toList();
    }
  }

  /**
   * Shows what processes before this one recorded and did not cut, in order. To be called before
   * anything else if there is a file of one.
   *
   * @throws UncheckedIOException if a file cannot be read at all
   */
  public ReplaySummary replay(Visitor visitor) {
    try {
      ReplaySummary summary = new JournalReader().read(inherited, visitor);
      lastEnd = inherited.isEmpty() ? 0 : inherited.getLast().endPosition();
      return summary;
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the journal in " + directory, e);
    }
  }

  @Override
  public long append(int segment, Write write) {
    return append(new Written(segment, write));
  }

  @Override
  public long appendRemoval(int segment, Key key) {
    return append(new Removed(segment, key));
  }

  @Override
  public long appendReset(int segment) {
    return append(new Reset(segment));
  }

  private long append(JournalRecord record) {
    long payloadLength = JournalCodec.length(record);
    if (payloadLength > RECORD_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a write has at most " + RECORD_LENGTH_MAX + " bytes, not " + payloadLength);
    }
    int frameLength = Math.toIntExact(Frame.length(payloadLength));
    lock.lock();
    try {
      JournalFile file = fileWithRoomFor(frameLength);
      int offset = file.end();
      ByteBuffer memory = file.memory();
      memory.position(offset + Frame.HEAD_LENGTH);
      JournalCodec.encode(record, memory);
      Frame.seal(memory, offset, (int) payloadLength, file.base() + offset, crc);
      file.setEnd(offset + frameLength);
      lastEnd = file.endPosition();
      return lastEnd;
    } finally {
      lock.unlock();
    }
  }

  private JournalFile fileWithRoomFor(int frameLength) {
    JournalFile file = active;
    if (file != null && file.length() - file.end() >= frameLength) {
      return file;
    }
    JournalFile next = begunFile(frameLength);
    if (file != null) {
      file.unmap();
      finished.add(file);
    }
    active = next;
    unsynced.add(next);
    namesChanged = true;
    nextBase = next.base() + next.length();
    return next;
  }

  private JournalFile begunFile(int frameLength) {
    if (lastEnd == UNREAD) {
      throw new IllegalStateException("a journal is replayed before it is appended to");
    }
    boolean standard = JournalFile.HEAD_LENGTH + frameLength <= settings.fileLength();
    JournalFile taken = standard ? spare : null;
    JournalFile next = null;
    try {
      next = taken != null ? taken : made(lengthFor(frameLength));
      next.begin(nextBase, lastEnd);
      spare = taken != null ? null : spare;
      return next;
    } catch (IOException e) {
      if (next != null && taken == null) {
        next.delete();
      }
      throw new StoreFullException("the journal got no file: " + e.getMessage());
    }
  }

  private int lengthFor(int frameLength) {
    int pages = (JournalFile.HEAD_LENGTH + frameLength + PAGE - 1) / PAGE;
    return Math.max(settings.fileLength(), pages * PAGE);
  }

  private JournalFile made(int length) throws IOException {
    if (!space.hasRoomFor(length)) {
      throw new IOException("no room on the disk for " + length + " bytes");
    }
    JournalFile kept = spare;
    if (kept != null) {
      kept.delete();
      spare = null;
    }
    return JournalFile.makeSpare(directory, length);
  }

  /** The position of the last record, synced or not. */
  public long position() {
    lock.lock();
    try {
      return lastEnd;
    } finally {
      lock.unlock();
    }
  }

  /** The position up to which all records are durable. */
  public long syncedPosition() {
    lock.lock();
    try {
      return syncedPosition;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes all records durable that were appended before the call. Blocks; never on a loop.
   *
   * @return the position up to which all records are durable
   * @throws UncheckedIOException if the disk failed, now or before: what it kept is then unknown,
   *     and trying again would not tell
   */
  public long sync() {
    List<JournalFile> files;
    long position;
    boolean names;
    lock.lock();
    try {
      if (lastEnd == syncedPosition) {
        return syncedPosition;
      }
      files = List.copyOf(unsynced);
      position = lastEnd;
      names = namesChanged;
      namesChanged = false;
    } finally {
      lock.unlock();
    }
    force(files, names);
    lock.lock();
    try {
      unsynced.removeIf(file -> file != active && files.contains(file));
      syncedPosition = position;
    } finally {
      lock.unlock();
    }
    prepareSpare();
    return position;
  }

  private void force(List<JournalFile> files, boolean names) {
    try {
      if (syncFailure != null) {
        throw syncFailure;
      }
      // Names first: else the name of a file that was cut could come back with what a later use
      // has written into it, and would be taken for damage.
      if (names) {
        DurableFiles.forceNames(directory);
      }
      for (JournalFile file : files) {
        file.force();
      }
    } catch (IOException e) {
      syncFailure = e;
      throw new UncheckedIOException("could not sync the journal in " + directory, e);
    }
  }

  /**
   * Has the next file there before it is needed, so that no loop waits for it; nor for the disk
   * while it is made. Only whoever syncs calls this: one thread at a time.
   */
  private void prepareSpare() {
    if (hasSpare() || !space.hasRoomFor(settings.fileLength())) {
      return;
    }
    JournalFile made;
    try {
      made = JournalFile.makeSpareAhead(directory, settings.fileLength());
    } catch (IOException e) {
      return; // Whoever needs it tries again, and is told.
    }
    lock.lock();
    try {
      if (spare == null) {
        spare = made;
        return;
      }
    } finally {
      lock.unlock();
    }
    made.delete();
  }

  private boolean hasSpare() {
    lock.lock();
    try {
      return spare != null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives up the files that hold only records up to a position: the stores hold them, synced.
   *
   * @param position that {@link #position} gave
   */
  public void cutBefore(long position) {
    for (JournalFile file : takeFinishedBefore(position)) {
      if (!recycled(file)) {
        file.delete();
      }
    }
  }

  private List<JournalFile> takeFinishedBefore(long position) {
    lock.lock();
    try {
      List<JournalFile> taken = new ArrayList<>();
      Iterator<JournalFile> oldest = finished.iterator();
      while (oldest.hasNext()) {
        JournalFile file = oldest.next();
        // The last file stays if none was begun after it: it says where positions go on.
        boolean needed = file.endPosition() > position || (active == null && !oldest.hasNext());
        if (needed) {
          break;
        }
        taken.add(file);
        oldest.remove();
      }
      unsynced.removeAll(taken);
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private boolean recycled(JournalFile file) {
    lock.lock();
    try {
      if (spare != null || file.length() != settings.fileLength()) {
        return false;
      }
      file.recycle();
      spare = file;
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("could not rename " + file, e);
    } finally {
      lock.unlock();
    }
  }

  /** Closes the files and keeps them; does not sync. */
  @Override
  public void close() {
    lock.lock();
    try {
      finished.forEach(JournalFile::close);
      for (JournalFile file : new JournalFile[] {active, spare}) {
        if (file != null) {
          file.close();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Sees the records of a journal in order. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param position of the beginning of the record
     */
    void visit(long position, JournalRecord record);
  }
}
