package io.starling.storage.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names for the files of one table. Each carries a generation, so that a path is never used twice
 * in a process: Chronicle Map would take the new file for the old one.
 *
 * @param directory holds the files of all segments
 * @param segment whose table it is
 * @param kind the last part of the names
 * @param generations the next generation of the directory, shared by all its tables
 * @param heads of files of the directory, shared likewise
 */
record TableFiles(
    Path directory, int segment, String kind, AtomicLong generations, MapHeads heads) {
  static final String ENTRIES = "entries";
  static final String PARTS = "parts";
  static final String UNFINISHED = ".unfinished";

  /** A path that was not used before. */
  Path next() {
    String name = String.format("%05d-%016x.%s", segment, generations.getAndIncrement(), kind);
    return directory.resolve(name);
  }

  TableFiles ofKind(String other) {
    return new TableFiles(directory, segment, other, generations, heads);
  }

  /** Where a file is filled before it gets its name. */
  static Path unfinished(Path path) {
    return path.resolveSibling(path.getFileName() + UNFINISHED);
  }

  static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete " + path, e);
    }
  }

  /** Makes what was written to a file durable, or the names in a directory. */
  static void force(Path path) throws IOException {
    boolean directory = Files.isDirectory(path);
    StandardOpenOption access = directory ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }
}
