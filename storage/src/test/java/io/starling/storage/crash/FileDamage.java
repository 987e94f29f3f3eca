package io.starling.storage.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What happens to files: bits flip, stretches are lost, ends are cut off, whole files vanish. */
final class FileDamage {
  private static final int DAMAGES_MAX = 3;
  private static final int STRETCH_MAX = 20_000;

  /** Heads, headers and hash tables lie here: more is to be broken than in entries. */
  private static final int STRUCTURE_LENGTH = 24 * 1024;

  private final SplittableRandom random;

  FileDamage(SplittableRandom random) {
    this.random = random;
  }

  /** Damages some of the files of a directory, and tells how. */
  String apply(Path directory) throws IOException {
    StringBuilder done = new StringBuilder();
    for (int i = random.nextInt(DAMAGES_MAX); i >= 0; i--) {
      List<Path> files = files(directory);
      Path file = files.get(random.nextInt(files.size()));
      done.append(apply(file, random.nextInt(20))).append(' ').append(file.getFileName());
      done.append("; ");
    }
    return done.toString();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private String apply(Path path, int kind) throws IOException {
    // That a journal is gone nobody can tell.
    if (kind == 0 && !path.toString().endsWith(".journal")) {
      Files.delete(path);
      return "deleted";
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      long place = place(file.length());
      if (kind < 3) {
        file.setLength(place);
        return "cut to " + place;
      }
      if (kind == 3) {
        file.setLength(file.length() + 1 + random.nextInt(STRETCH_MAX));
        return "lengthened";
      }
      int length = (int) Math.min(file.length() - place, stretch(kind));
      byte[] bytes = new byte[Math.max(0, length)];
      file.seek(place);
      file.readFully(bytes);
      change(bytes, kind);
      file.seek(place);
      file.write(bytes);
      return (kind < 10 ? "zeros" : kind < 15 ? "junk" : "bit") + " in " + length + " at " + place;
    }
  }

  private long place(long length) {
    long range = random.nextBoolean() ? Math.min(length, STRUCTURE_LENGTH) : length;
    return range == 0 ? 0 : random.nextLong(range);
  }

  private int stretch(int kind) {
    return kind < 15 ? 1 + random.nextInt(random.nextBoolean() ? 64 : STRETCH_MAX) : 1;
  }

  private void change(byte[] bytes, int kind) {
    if (kind >= 15) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      }
    } else if (kind >= 10) {
      random.nextBytes(bytes);
    } else {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
