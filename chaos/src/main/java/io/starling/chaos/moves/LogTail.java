package io.starling.chaos.moves;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The lines that are added to a log from now on. */
final class LogTail implements AutoCloseable {
  /** A phase may last for a few milliseconds only. */
  private static final long LOOK_NANOS = 200_000;

  private final RandomAccessFile file;
  private final StringBuilder rest = new StringBuilder();
  private final List<String> lines = new ArrayList<>();

  LogTail(Path log) throws IOException {
    file = new RandomAccessFile(log.toFile(), "r");
    file.seek(file.length());
  }

  /** All lines so far. */
  List<String> lines() throws IOException {
    long added = file.length() - file.getFilePointer();
    if (added > 0) {
      byte[] bytes = new byte[Math.toIntExact(added)];
      file.readFully(bytes);
      rest.append(new String(bytes, StandardCharsets.UTF_8));
      for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
        lines.add(rest.substring(0, end));
        rest.delete(0, end + 1);
      }
    }
    return lines;
  }

  /**
   * Waits for a line.
   *
   * @return whether it came in time
   */
  boolean await(Predicate<String> wanted, long deadlineNanos) throws IOException {
    int seen = 0;
    while (true) {
      List<String> all = lines();
      for (; seen < all.size(); seen++) {
        if (wanted.test(all.get(seen))) {
          return true;
        }
      }
      if (System.nanoTime() - deadlineNanos > 0) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
