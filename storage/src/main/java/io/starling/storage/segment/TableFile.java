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
 * <p>Thread rule: {@link #sync} in a disk thread, everything else in the thread of the owner.
 */
final class TableFile {
  private static final int MOVES_AWAITED_MAX = 16;

  private final Object lock = new Object();
  private final Path directory;
  private Path current;
  private @Nullable Path synced;
  private boolean closed;
  private volatile boolean dirty = true;

  /** A file that was just made, or just opened. */
  TableFile(Path directory, Path current) {
    this.directory = directory;
    this.current = current;
  }

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
      Path path = pathToSync();
      if (path == null || forced(path)) {
        return;
      }
    }
    throw new IllegalStateException(
        "the table moved " + MOVES_AWAITED_MAX + " times during one sync of " + current);
  }

  private @Nullable Path pathToSync() {
    synchronized (lock) {
      if (closed || (!dirty && synced == null)) {
        return null;
      }
      dirty = false;
      return current;
    }
  }

  /** False if the table moved meanwhile, so that what was forced may be the wrong file. */
  private boolean forced(Path path) {
    try {
      TableFiles.force(path);
      TableFiles.force(directory);
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
      TableFiles.force(directory);
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
}
