package io.starling.storage.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file that a table lies in at present, and making it durable while the owner goes on.
 *
 * <p>When a table has moved into a new file, the old one stays until the new one is synced:
 * whatever happens to the machine in between, there is one that was whole at the last sync, and the
 * journal holds all that came later. This is why the older of two is the one to open after an
 * unclean stop.
 *
 * <p>Thread rule: {@link #sync} in a disk thread, everything else in the thread of the owner. It
 * waits for the disk only if it moves the table again and again during one sync, as a client does
 * who empties it without a pause.
 */
final class TableFile {
  /** After so many moves during one sync the owner waits for the next attempt. */
  private static final int MOVES_AWAITED_MAX = 4;

  private final Object lock = new Object();
  private final Path directory;
  private final Disk disk;
  private Path current;
  private @Nullable Path synced;
  private boolean closed;
  private boolean mayHaveMissed;
  private volatile boolean dirty = true;

  /** A file that was just made, or just opened. */
  TableFile(Path directory, Path current) {
    this(directory, current, TableFiles::force);
  }

  TableFile(Path directory, Path current, Disk disk) {
    this.directory = directory;
    this.current = current;
    this.disk = disk;
  }

  /**
   * The owner is about to change the table. A sync that is under way may miss that change, so the
   * next one forces the file as well; by then the change is over, for the owner ends its turn in
   * between.
   */
  void markDirty() {
    if (!dirty) {
      dirty = true;
    }
  }

  /** The table lies in another file from now on. */
  void moveTo(Path path) {
    synchronized (lock) {
      if (synced == null) {
        synced = current;
      } else {
        TableFiles.delete(current);
      }
      current = path;
      dirty = true;
    }
  }

  /**
   * Makes durable what was written before the call. Does nothing once closed.
   *
   * @throws UncheckedIOException if the disk failed
   */
  void sync() {
    for (int move = 0; move < MOVES_AWAITED_MAX; move++) {
      if (syncedOnce()) {
        return;
      }
    }
    synchronized (lock) {
      if (!syncedOnce()) {
        throw new IllegalStateException("the table moved although it was held: " + current);
      }
    }
  }

  private boolean syncedOnce() {
    Path path = pathToSync();
    return path == null || forced(path);
  }

  private @Nullable Path pathToSync() {
    synchronized (lock) {
      if (closed || (!dirty && !mayHaveMissed && synced == null)) {
        return null;
      }
      mayHaveMissed = dirty;
      if (mayHaveMissed) {
        dirty = false;
      }
      return current;
    }
  }

  /** False if the table moved meanwhile, so that what was forced may be the wrong file. */
  private boolean forced(Path path) {
    try {
      disk.force(path);
      disk.force(directory);
    } catch (NoSuchFileException e) {
      return checkMoved(path, e);
    } catch (IOException e) {
      dirty = true;
      throw new UncheckedIOException("could not sync " + path, e);
    }
    boolean deleted = false;
    boolean isCurrent;
    synchronized (lock) {
      if (!closed && current.equals(path) && synced != null) {
        TableFiles.delete(synced);
        synced = null;
        deleted = true;
      }
      isCurrent = closed || current.equals(path);
    }
    if (deleted) {
      forceNames();
    }
    return isCurrent;
  }

  /** If the old file came back after the journal was cut, it would be taken for the right one. */
  private void forceNames() {
    try {
      disk.force(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("could not sync " + directory, e);
    }
  }

  private boolean checkMoved(Path path, NoSuchFileException missing) {
    synchronized (lock) {
      if (!closed && current.equals(path)) {
        throw new UncheckedIOException("the file is gone: " + path, missing);
      }
      return closed;
    }
  }

  void close() {
    synchronized (lock) {
      closed = true;
    }
  }

  /** Closes and deletes all files. */
  void drop() {
    synchronized (lock) {
      closed = true;
      TableFiles.delete(current);
      if (synced != null) {
        TableFiles.delete(synced);
      }
    }
  }

  @Override
  public String toString() {
    return current.toString();
  }

  /** What waits for the disk. */
  @FunctionalInterface
  interface Disk {
    /** Makes what was written to a file durable, or the names in a directory. */
    void force(Path path) throws IOException;
  }
}
