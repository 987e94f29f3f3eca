package io.starling.chaos.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file system in memory, of a fixed size, in the place of a directory. Needs root. It is gone on
 * close, or when the JVM ends, with all that is in it.
 */
public final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 1 << 16;

  private final Path directory;
  private final Runnable unmountAtExit = this::unmount;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /**
   * @param directory which it takes the place of; made if it is not there
   * @throws IOException if the machine refuses
   */
  public static SmallDisk mount(Path directory, int mebibytes) throws IOException {
    Files.createDirectories(directory);
    String size = "size=" + mebibytes + "m";
    HostCommand.run("mount", "-t", "tmpfs", "-o", size, "tmpfs", directory.toString());
    SmallDisk disk = new SmallDisk(directory);
    AtExit.add(disk.unmountAtExit);
    return disk;
  }

  /** Takes what is free but for so many bytes. */
  public void fill(long bytesLeft) throws IOException {
    try (OutputStream filler =
        Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (directory.toFile().getUsableSpace() - BLOCK >= bytesLeft) {
        filler.write(new byte[BLOCK]);
      }
    }
  }

  /** Gives back what was taken. */
  public void empty() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  private void unmount() {
    String[] command = {"umount", "--lazy", directory.toString()};
    HostCommand.runAllQuietly(List.<String[]>of(command));
  }

  @Override
  public void close() {
    unmount();
    AtExit.remove(unmountAtExit);
  }
}
