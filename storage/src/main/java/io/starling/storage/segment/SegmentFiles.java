package io.starling.storage.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one segment that are there when a directory is opened, each list from the oldest to
 * the newest.
 */
record SegmentFiles(List<Path> entries, List<Path> parts) {
  private static final Pattern NAME = Pattern.compile("(\\d{5})-([0-9a-f]{16})\\.(entries|parts)");

  /** Groups the files of a directory by segment and deletes the unfinished ones. */
  static SortedMap<Integer, SegmentFiles> in(Path directory) throws IOException {
    SortedMap<Integer, SegmentFiles> found = new TreeMap<>();
    for (Path path : sorted(directory)) {
      Matcher name = NAME.matcher(path.getFileName().toString());
      if (name.matches()) {
        SegmentFiles files =
            found.computeIfAbsent(
                Integer.valueOf(name.group(1)),
                segment -> new SegmentFiles(new ArrayList<>(), new ArrayList<>()));
        (name.group(3).equals(TableFiles.ENTRIES) ? files.entries : files.parts).add(path);
      } else if (path.getFileName().toString().endsWith(TableFiles.UNFINISHED)) {
        Files.delete(path);
      }
    }
    return found;
  }

  /** A generation above that of every file in a directory. */
  static long nextGeneration(Path directory) throws IOException {
    long next = 1;
    for (Path path : sorted(directory)) {
      Matcher name = NAME.matcher(path.getFileName().toString());
      if (name.matches()) {
        next = Math.max(next, Long.parseUnsignedLong(name.group(2), 16) + 1);
      }
    }
    return next;
  }

  private static List<Path> sorted(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.sorted().toList();
    }
  }
}
