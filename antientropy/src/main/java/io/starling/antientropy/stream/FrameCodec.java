package io.starling.antientropy.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * A frame as bytes: format u8, method u8, raw length u32, CRC32C u32 of the rest, and the items as
 * they are or as one LZ4 block, whichever is worth it. Big-endian.
 */
public final class FrameCodec {
  /** Longest encoded frame, in bytes. */
  public static final int ENCODED_LENGTH_MAX =
      FrameCodec.HEADER_LENGTH + SegmentFrame.RAW_LENGTH_MAX;

  private static final int HEADER_LENGTH = 2 + 2 * Integer.BYTES;
  private static final int CHECKSUM_AT = 2 + Integer.BYTES;

  /** So much of a long frame is shortened first, to see whether the rest is worth it. */
  private static final int SAMPLE_LENGTH = 8 * 1024;

  private static final byte FORMAT = 2;
  private static final byte STORED = 0;
  private static final byte LZ4 = 1;

  /**
   * A block of LZ4 never grows by more when it is expanded, so a short one cannot claim to be long.
   */
  private static final long LZ4_RATIO_MAX = 255;

  private static final LZ4Compressor COMPRESSOR = LZ4Factory.fastestInstance().fastCompressor();
  private static final LZ4SafeDecompressor DECOMPRESSOR =
      LZ4Factory.fastestInstance().safeDecompressor();

  private FrameCodec() {}

  /** Raw bytes that an item takes in a frame. */
  public static int rawLength(FrameItem item) {
    return ItemWriter.length(item);
  }

  /** Raw bytes of a value that a part takes along in a room of so many; less than one if none. */
  public static int valueLengthIn(int room) {
    return room - ItemWriter.PART_LENGTH_MIN;
  }

  /**
   * Encodes a frame.
   *
   * @throws IllegalArgumentException if its raw length is above {@link SegmentFrame#RAW_LENGTH_MAX}
   */
  public static byte[] encode(SegmentFrame frame) {
    long rawLength = ItemWriter.length(frame.items());
    if (rawLength > SegmentFrame.RAW_LENGTH_MAX) {
      throw new IllegalArgumentException(
          rawLength + " raw bytes are more than " + SegmentFrame.RAW_LENGTH_MAX);
    }
    ByteBuffer stored = ByteBuffer.allocate(HEADER_LENGTH + (int) rawLength);
    stored.position(HEADER_LENGTH);
    for (FrameItem item : frame.items()) {
      ItemWriter.write(item, stored);
    }
    return seal(stored.array(), (int) rawLength);
  }

  /**
   * Shortens what stands behind the place of the header, if that is worth it, and writes the
   * header.
   */
  private static byte[] seal(byte[] stored, int rawLength) {
    byte[] encoded = stored;
    byte method = STORED;
    if (promises(stored, rawLength)) {
      byte[] block = new byte[HEADER_LENGTH + COMPRESSOR.maxCompressedLength(rawLength)];
      int length = COMPRESSOR.compress(stored, HEADER_LENGTH, rawLength, block, HEADER_LENGTH);
      if (isWorthIt(length, rawLength)) {
        encoded = Arrays.copyOf(block, HEADER_LENGTH + length);
        method = LZ4;
      }
    }
    ByteBuffer header = ByteBuffer.wrap(encoded);
    header.put(FORMAT).put(method).putInt(rawLength).putInt(checksum(encoded));
    return encoded;
  }

  /**
   * Whether the beginning of a long frame gets shorter: noise between keys costs as much time as it
   * takes to fill the store with it.
   */
  private static boolean promises(byte[] stored, int rawLength) {
    if (rawLength <= 2 * SAMPLE_LENGTH) {
      return true;
    }
    byte[] block = new byte[COMPRESSOR.maxCompressedLength(SAMPLE_LENGTH)];
    int length = COMPRESSOR.compress(stored, HEADER_LENGTH, SAMPLE_LENGTH, block, 0);
    return length <= SAMPLE_LENGTH - SAMPLE_LENGTH / 4;
  }

  private static boolean isWorthIt(int length, int rawLength) {
    return length <= rawLength - rawLength / 8;
  }

  /**
   * Decodes a frame. Whatever the bytes are, no more than {@link SegmentFrame#RAW_LENGTH_MAX}, and
   * no more than 255 times their own length, is allocated for the raw form.
   *
   * @throws CorruptFrameException if the bytes are not a frame
   */
  public static SegmentFrame decode(byte[] encoded) throws CorruptFrameException {
    if (encoded.length < HEADER_LENGTH || encoded.length > ENCODED_LENGTH_MAX) {
      throw new CorruptFrameException(encoded.length + " bytes are no frame");
    }
    ByteBuffer header = ByteBuffer.wrap(encoded);
    byte format = header.get();
    byte method = header.get();
    int rawLength = header.getInt();
    if (header.getInt() != checksum(encoded)) {
      throw new CorruptFrameException("wrong checksum");
    }
    if (format != FORMAT) {
      throw new CorruptFrameException("unknown format " + format);
    }
    return new SegmentFrame(ItemReader.read(raw(encoded, method, rawLength)));
  }

  private static ByteBuffer raw(byte[] encoded, byte method, int rawLength)
      throws CorruptFrameException {
    int length = encoded.length - HEADER_LENGTH;
    return switch (method) {
      case STORED -> {
        if (rawLength != length) {
          throw new CorruptFrameException("stored as " + length + " bytes, not " + rawLength);
        }
        yield ByteBuffer.wrap(encoded, HEADER_LENGTH, length);
      }
      case LZ4 -> ByteBuffer.wrap(expand(encoded, length, rawLength));
      default -> throw new CorruptFrameException("unknown method " + method);
    };
  }

  private static byte[] expand(byte[] encoded, int length, int rawLength)
      throws CorruptFrameException {
    if (rawLength < 0
        || rawLength > SegmentFrame.RAW_LENGTH_MAX
        || rawLength > length * LZ4_RATIO_MAX) {
      throw new CorruptFrameException(length + " bytes cannot become " + rawLength);
    }
    byte[] raw = new byte[rawLength];
    try {
      int expanded = DECOMPRESSOR.decompress(encoded, HEADER_LENGTH, length, raw, 0, rawLength);
      if (expanded != rawLength) {
        throw new CorruptFrameException(expanded + " bytes came out, not " + rawLength);
      }
      return raw;
    } catch (LZ4Exception damaged) {
      throw new CorruptFrameException("not an LZ4 block: " + damaged.getMessage());
    }
  }

  /** Of everything but the checksum itself. */
  private static int checksum(byte[] encoded) {
    CRC32C crc = new CRC32C();
    crc.update(encoded, 0, CHECKSUM_AT);
    crc.update(encoded, HEADER_LENGTH, encoded.length - HEADER_LENGTH);
    return (int) crc.getValue();
  }
}
