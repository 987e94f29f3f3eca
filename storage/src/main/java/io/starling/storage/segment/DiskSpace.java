package io.starling.storage.segment;

import java.nio.file.Path;

/** Whether the disk has room for one more file. Asked before each file that is made. */
@FunctionalInterface
public interface DiskSpace {
  /**
   * Whether a file of this many bytes may be made, leaving what is kept in reserve. Called on
   * loops: it answers without waiting for the disk.
   */
  boolean hasRoomFor(long bytes);

  /**
   * The file system that holds {@code directory}.
   *
   * @param reserveBytes that stay free, so that what must be written always can be
   */
  static DiskSpace of(Path directory, long reserveBytes) {
    return bytes -> directory.toFile().getUsableSpace() - reserveBytes >= bytes;
  }
}
