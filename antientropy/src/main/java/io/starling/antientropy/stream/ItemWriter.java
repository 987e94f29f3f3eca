package io.starling.antientropy.stream;

import io.starling.antientropy.stream.FrameItem.LeafBegun;
import io.starling.antientropy.stream.FrameItem.LeafEnded;
import io.starling.antientropy.stream.FrameItem.Shown;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write.KeyedEntry;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Items as bytes, big-endian, one after the other:
 *
 * <pre>
 * leaf begun  1 | leaf u16 | marker epoch i64, sequence i64
 * shown       2 | epoch i64, sequence i64 | expiry i64 | flags u8 | value hash i64
 *               | key length u32 | value length u32 | key | value
 * leaf ended  3 | leaf u16
 * </pre>
 */
final class ItemWriter {
  static final byte LEAF_BEGUN = 1;
  static final byte SHOWN = 2;
  static final byte LEAF_ENDED = 3;

  static final int LEAF_BEGUN_LENGTH = 1 + Short.BYTES + 2 * Long.BYTES;
  static final int LEAF_ENDED_LENGTH = 1 + Short.BYTES;
  static final int SHOWN_LENGTH_MIN = 1 + 3 * Long.BYTES + 1 + Long.BYTES + 2 * Integer.BYTES;

  private ItemWriter() {}

  static int length(FrameItem item) {
    return switch (item) {
      case LeafBegun begun -> LEAF_BEGUN_LENGTH;
      case Shown shown ->
          SHOWN_LENGTH_MIN + shown.entry().key().length() + shown.entry().entry().value().length;
      case LeafEnded ended -> LEAF_ENDED_LENGTH;
    };
  }

  static byte[] write(List<FrameItem> items) {
    int length = items.stream().mapToInt(ItemWriter::length).reduce(0, Math::addExact);
    ByteBuffer out = ByteBuffer.allocate(length);
    items.forEach(item -> write(item, out));
    return out.array();
  }

  private static void write(FrameItem item, ByteBuffer out) {
    switch (item) {
      case LeafBegun begun -> {
        out.put(LEAF_BEGUN).putShort((short) begun.leaf());
        write(begun.marker(), out);
      }
      case Shown shown -> write(shown.entry(), out.put(SHOWN));
      case LeafEnded ended -> out.put(LEAF_ENDED).putShort((short) ended.leaf());
    }
  }

  private static void write(KeyedEntry entry, ByteBuffer out) {
    EntryHeader header = entry.entry().header();
    write(header.version(), out);
    out.putLong(header.expireAtMillis()).put((byte) header.flags()).putLong(header.valueHash());
    out.putInt(entry.key().length()).putInt(header.valueLength());
    out.put(entry.key().bytes()).put(entry.entry().value());
  }

  private static void write(Version version, ByteBuffer out) {
    out.putLong(version.epoch()).putLong(version.sequence());
  }
}
