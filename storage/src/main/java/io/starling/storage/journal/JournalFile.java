package io.starling.storage.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;
import net.openhft.chronicle.core.cleaner.CleanerServiceLocator;
import net.openhft.chronicle.hash.impl.util.jna.PosixFallocate;
import org.jspecify.annotations.Nullable;

/**
 * One file of a journal. Its head says at which position it begins and at which one the file before
 * it ended, so that a file that was left torn is told from one that was damaged later.
 *
 * <p>The disk space is taken when the file is made: writing to mapped memory that has none would be
 * a fault, not an error.
 */
final class JournalFile {
  static final int HEAD_LENGTH = 32;

  private static final long MAGIC = 0x3130_4c41_4e52_554aL; // "JURNAL01", read little-endian
  private static final String SUFFIX = ".journal";
  private static final String SPARE = "spare";

  /** A spare file that is made while another may be made as well. */
  private static final String SPARE_AHEAD = "spare.ahead";

  private final RandomAccessFile file;
  private final int length;
  private Path path;
  private long base;
  private int end;
  private @Nullable ByteBuffer mapped;

  private JournalFile(Path path, RandomAccessFile file, int length) {
    this.path = path;
    this.file = file;
    this.length = length;
  }

  /** Makes a file without a place in the journal, with all its disk space. */
  static JournalFile makeSpare(Path directory, int length) throws IOException {
    return make(directory.resolve(SPARE), length);
  }

  /** The same, under a name of its own: another thread may make a spare file meanwhile. */
  static JournalFile makeSpareAhead(Path directory, int length) throws IOException {
    return make(directory.resolve(SPARE_AHEAD), length);
  }

  private static JournalFile make(Path path, int length) throws IOException {
    Files.deleteIfExists(path);
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      PosixFallocate.fallocate(file.getFD(), 0, length);
      file.setLength(length);
      return new JournalFile(path, file, length);
    } catch (IOException | RuntimeException e) {
      file.close();
      Files.deleteIfExists(path);
      throw e instanceof IOException io ? io : new IOException(e);
    }
  }

  /** Opens a file that was written by an earlier process. */
  static JournalFile open(Path path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    JournalFile opened = new JournalFile(path, file, Math.toIntExact(file.length()));
    String name = path.getFileName().toString();
    opened.base = Long.parseUnsignedLong(name.substring(0, name.length() - SUFFIX.length()), 16);
    opened.end = opened.length;
    return opened;
  }

  static boolean isName(String name) {
    return name.matches("[0-9a-f]{16}\\.journal");
  }

  static boolean isSpareName(String name) {
    return name.equals(SPARE) || name.equals(SPARE_AHEAD);
  }

  /** Gives a spare file its place in the journal, and its memory. */
  void begin(long base, long previousEnd) throws IOException {
    ByteBuffer buffer = map(MapMode.READ_WRITE);
    buffer.putLong(0, MAGIC).putLong(8, base).putLong(16, previousEnd).putLong(24, 0);
    buffer.putInt(24, headChecksum(buffer));
    Path named = path.resolveSibling(String.format("%016x%s", base, SUFFIX));
    Files.move(path, named, StandardCopyOption.ATOMIC_MOVE);
    this.path = named;
    this.base = base;
    this.end = HEAD_LENGTH;
    this.mapped = buffer;
  }

  /** Makes a file that is no longer needed a spare one. */
  void recycle() throws IOException {
    unmap();
    Path spare = path.resolveSibling(SPARE);
    Files.move(path, spare, StandardCopyOption.ATOMIC_MOVE);
    path = spare;
  }

  /** All of the file, for reading by {@link JournalReader}, until {@link #unmap}. */
  ByteBuffer mapForReading() throws IOException {
    mapped = map(MapMode.READ_ONLY);
    return mapped;
  }

  /** What is mapped at present. */
  ByteBuffer memory() {
    if (mapped == null) {
      throw new IllegalStateException(path + " is not mapped");
    }
    return mapped;
  }

  /** Gives the memory back; the bytes stay in the file. */
  void unmap() {
    if (mapped != null) {
      CleanerServiceLocator.cleanerService().clean(mapped);
      mapped = null;
    }
  }

  static boolean hasHead(ByteBuffer buffer, long base) {
    return buffer.capacity() >= HEAD_LENGTH
        && buffer.getLong(0) == MAGIC
        && buffer.getLong(8) == base
        && buffer.getInt(24) == headChecksum(buffer);
  }

  static long previousEnd(ByteBuffer buffer) {
    return buffer.getLong(16);
  }

  private static int headChecksum(ByteBuffer buffer) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.slice(0, 24));
    return (int) crc.getValue();
  }

  private ByteBuffer map(MapMode mode) throws IOException {
    FileChannel channel = file.getChannel();
    return channel.map(mode, 0, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  void force() throws IOException {
    file.getChannel().force(false);
  }

  /** Closes and deletes the file. */
  void delete() {
    close();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete " + path, e);
    }
  }

  void close() {
    unmap();
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("could not close " + path, e);
    }
  }

  /** Position of the first byte. */
  long base() {
    return base;
  }

  int length() {
    return length;
  }

  /** Offset at which the next record goes. */
  int end() {
    return end;
  }

  void setEnd(int end) {
    this.end = end;
  }

  long endPosition() {
    return base + end;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
