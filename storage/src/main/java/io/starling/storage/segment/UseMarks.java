package io.starling.storage.segment;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Which stores are in use at this very moment, in mapped memory, which outlives the process. A
 * process that is killed loses nothing that it wrote to mapped memory: only a store that it was
 * just using may be half changed, or locked, and must be recovered. The machine is another matter:
 * when it stops, {@link #forget} must be called before the next process begins.
 */
final class UseMarks {
  private static final String FILE = "in-use";
  private static final int SEGMENTS_MAX = 16_384;

  /** A cache line each, for neighbours are used by different loops. */
  private static final int MARK_LENGTH = 64;

  private static final byte UNKNOWN = 0;
  private static final byte AT_REST = 1;
  private static final byte IN_USE = 2;

  private final MappedByteBuffer marks;

  private UseMarks(MappedByteBuffer marks) {
    this.marks = marks;
  }

  /** The marks of a directory; at first no store is known to be at rest. */
  static UseMarks open(Path directory) throws IOException {
    Path path = directory.resolve(FILE);
    int length = SEGMENTS_MAX * MARK_LENGTH;
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (channel.size() != length) {
        // Written, not only lengthened: mapped memory without room on the disk would be a fault.
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(length));
      }
      return new UseMarks(channel.map(MapMode.READ_WRITE, 0, length));
    }
  }

  /** From now on no store of the directory is known to be at rest. */
  static void forget(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(FILE));
  }

  Mark of(int segment) {
    return new Mark(segment * MARK_LENGTH);
  }

  /** The mark of one store. Thread rule: that of the store. */
  final class Mark {
    private final int index;
    private int depth;
    private boolean broken;

    private Mark(int index) {
      this.index = index;
    }

    /** Whether the last process that had the store left it between two uses. */
    boolean wasAtRest() {
      return marks.get(index) == AT_REST;
    }

    /** The store is about to be used. Uses may be nested. */
    void enter() {
      if (depth++ == 0) {
        marks.put(index, IN_USE);
        VarHandle.storeStoreFence();
      }
    }

    /** The use has ended. */
    void leave() {
      if (--depth == 0 && !broken) {
        VarHandle.releaseFence();
        marks.put(index, AT_REST);
      }
    }

    /** The store has failed, and will not be at rest again. */
    void breakOff() {
      broken = true;
    }

    /** The store is gone. */
    void clear() {
      marks.put(index, UNKNOWN);
    }
  }
}
