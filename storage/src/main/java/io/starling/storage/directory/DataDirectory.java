package io.starling.storage.directory;

import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The data directory of one node.
 *
 * <pre>
 * lock        held while a process has the directory; names that process
 * identity    format and node id, written once
 * boot        the boot id of the machine when the directory was last used
 * clean-stop  there between a clean stop and the next start
 * metadata/ journal/ segments/ reserve/
 * </pre>
 *
 * <p>The order at a start: open; open the metadata; if the stop was one of the machine, mark the
 * copies as suspect and sync that; {@link #beginUse}; only then open journal and stores.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String BOOT = "boot";
  private static final String CLEAN_STOP = "clean-stop";

  private final Path path;
  private final DirectoryLock lock;
  private final NodeId nodeId;
  private final PreviousStop previousStop;
  private final Optional<String> bootId;

  private DataDirectory(
      Path path,
      DirectoryLock lock,
      NodeId nodeId,
      PreviousStop previousStop,
      Optional<String> bootId) {
    this.path = path;
    this.lock = lock;
    this.nodeId = nodeId;
    this.previousStop = previousStop;
    this.bootId = bootId;
  }

  /**
   * Takes a directory for this process, making it if it is not there.
   *
   * @param idIfNew the identity of the node, if it is made now: 128 random bits
   * @throws DirectoryInUseException if a process has it
   * @throws UnknownFormatException if it was written by another version, or is not one of a node
   * @throws UncheckedIOException if it cannot be read or written
   */
  public static DataDirectory open(Path path, NodeId idIfNew, BootId boot) {
    try {
      Files.createDirectories(path);
      DirectoryLock lock = DirectoryLock.take(path, path.resolve(LOCK));
      try {
        return opened(path, lock, idIfNew, boot.current());
      } catch (IOException | RuntimeException e) {
        lock.release();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not open the data directory " + path, e);
    }
  }

  private static DataDirectory opened(
      Path path, DirectoryLock lock, NodeId idIfNew, Optional<String> bootId) throws IOException {
    Optional<NodeId> known = Identity.read(path);
    if (known.isEmpty()) {
      Identity.write(path, idIfNew);
      return new DataDirectory(path, lock, idIfNew, PreviousStop.NONE, bootId);
    }
    return new DataDirectory(path, lock, known.get(), previousStop(path, bootId), bootId);
  }

  private static PreviousStop previousStop(Path path, Optional<String> bootId) throws IOException {
    if (Files.exists(path.resolve(CLEAN_STOP))) {
      return PreviousStop.CLEAN;
    }
    Path boot = path.resolve(BOOT);
    if (!Files.exists(boot)) {
      // Never used, or whoever used it nobody knows how long ago.
      return PreviousStop.MACHINE_STOPPED;
    }
    boolean sameBoot = bootId.filter(Files.readString(boot)::equals).isPresent();
    return sameBoot ? PreviousStop.PROCESS_DIED : PreviousStop.MACHINE_STOPPED;
  }

  /** Who this node is. */
  public NodeId nodeId() {
    return nodeId;
  }

  /** How the process before this one ended. */
  public PreviousStop previousStop() {
    return previousStop;
  }

  /** Holds the node's own records. */
  public Path metadata() {
    return path.resolve("metadata");
  }

  /** Holds the journal. */
  public Path journal() {
    return path.resolve("journal");
  }

  /** Holds the stores of the segments. */
  public Path segments() {
    return path.resolve("segments");
  }

  /** Holds the stores of segments on their way in. */
  public Path reserve() {
    return path.resolve("reserve");
  }

  /**
   * From now on a stop is unclean unless {@link #markCleanStop} says otherwise, and one of the
   * machine if its boot id changes. Synced when it returns. To be called before any store is
   * opened.
   */
  public void beginUse() {
    try {
      DurableFiles.write(path.resolve(BOOT), bootId.orElse(""));
      Files.deleteIfExists(path.resolve(CLEAN_STOP));
      DurableFiles.forceNames(path);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write to " + path, e);
    }
  }

  /** Says that everything was synced and closed. */
  public void markCleanStop() {
    try {
      DurableFiles.write(path.resolve(CLEAN_STOP), "");
    } catch (IOException e) {
      throw new UncheckedIOException("could not write to " + path, e);
    }
  }

  /** Lets another process have the directory. */
  @Override
  public void close() {
    lock.release();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
