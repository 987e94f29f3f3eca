package io.starling.storage.mapfile;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import net.openhft.chronicle.hash.impl.util.jna.PosixFallocate;

/**
 * The first page of a map's file. It says how the rest is laid out and never changes, so it gets a
 * checksum, and a copy behind the end: without it a file is worth nothing.
 *
 * <pre>
 * offset     0  what Chronicle Map wrote
 *         4080  length of the file without the copy, 8 bytes
 *         4088  magic, 4 bytes
 *         4092  CRC32C of all before
 * </pre>
 */
public final class FileHead {
  private static final int LENGTH = 4096;
  private static final int FILE_LENGTH = LENGTH - 16;
  private static final int MAGIC = LENGTH - 8;
  private static final int CHECKSUM = LENGTH - 4;
  private static final int MAGIC_VALUE = 0x4441_4548; // "HEAD", read little-endian

  private FileHead() {}

  /**
   * Gives a file that was just made its checksum and its copy.
   *
   * @throws IOException also if the disk has no room for the copy
   */
  public static void seal(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      ByteBuffer page = page(file.getChannel(), 0);
      long unused = page.getLong(FILE_LENGTH) | page.getLong(MAGIC);
      if (unused != 0) {
        throw new IllegalStateException("the first page of " + path + " has no room left");
      }
      long length = file.length();
      page.putLong(FILE_LENGTH, length).putInt(MAGIC, MAGIC_VALUE);
      page.putInt(CHECKSUM, checksum(page));
      write(page, file.getChannel(), length);
      write(page, file.getChannel(), 0);
    }
  }

  /** The head of a file that was sealed. */
  public static byte[] read(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return page(file, 0).array();
    }
  }

  /**
   * Makes a file as {@link #seal} leaves one whose head this is: with all its disk space, and
   * nothing in it.
   *
   * @throws IOException if there is a file, or no room on the disk
   */
  public static void lay(Path path, byte[] head) throws IOException {
    Files.createFile(path);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      ByteBuffer page = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
      long length = page.getLong(FILE_LENGTH);
      PosixFallocate.fallocate(file.getFD(), 0, length + LENGTH);
      file.setLength(length + LENGTH);
      write(page, file.getChannel(), length);
      write(page, file.getChannel(), 0);
    }
  }

  /**
   * Makes sure of the head and of the length of a file before anyone else looks at it: a head that
   * is damaged is taken from its copy, a file that was cut gets zeros for what is missing.
   *
   * @return whether head and length were as they were made
   * @throws IOException if head and copy are damaged, or the file cannot be read or written
   */
  public static boolean check(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      FileChannel channel = file.getChannel();
      long found = file.length();
      ByteBuffer head = page(channel, 0);
      boolean sound = isSound(head);
      if (!sound) {
        head = page(channel, Math.max(0, found - LENGTH));
        if (!isSound(head)) {
          throw new IOException("the head of " + path + " is damaged");
        }
        write(head, channel, 0);
      }
      long length = head.getLong(FILE_LENGTH);
      if (found < length + LENGTH) {
        PosixFallocate.fallocate(file.getFD(), 0, length + LENGTH);
      }
      if (found != length + LENGTH) {
        file.setLength(length + LENGTH);
      }
      if (!page(channel, length).equals(head)) {
        write(head, channel, length);
      }
      return sound && found == length + LENGTH;
    }
  }

  /**
   * Whether a file has no head at all: it was never synced since it was made.
   *
   * @throws IOException if the file cannot be read
   */
  public static boolean isBlank(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer copy = page(file, Math.max(0, file.size() - LENGTH));
      return page(file, 0).equals(ByteBuffer.allocate(LENGTH)) && !isSound(copy);
    }
  }

  private static boolean isSound(ByteBuffer page) {
    return page.getInt(MAGIC) == MAGIC_VALUE && page.getInt(CHECKSUM) == checksum(page);
  }

  private static int checksum(ByteBuffer page) {
    CRC32C crc = new CRC32C();
    crc.update(page.slice(0, CHECKSUM));
    return (int) crc.getValue();
  }

  /** The page at a position; zeros where the file has ended. */
  private static ByteBuffer page(FileChannel file, long position) throws IOException {
    ByteBuffer page = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    int read = 0;
    while (page.hasRemaining() && read >= 0) {
      read = file.read(page, position + page.position());
    }
    return page.clear();
  }

  private static void write(ByteBuffer page, FileChannel file, long position) throws IOException {
    page.clear();
    while (page.hasRemaining()) {
      file.write(page, position + page.position());
    }
    page.clear();
  }
}
