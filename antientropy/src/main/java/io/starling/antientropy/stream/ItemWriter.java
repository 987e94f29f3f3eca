package io.starling.antientropy.stream;

import io.starling.antientropy.stream.FrameItem.BatchBegun;
import io.starling.antientropy.stream.FrameItem.EntryBegun;
import io.starling.antientropy.stream.FrameItem.EntryPart;
import io.starling.antientropy.stream.FrameItem.LeafBegun;
import io.starling.antientropy.stream.FrameItem.LeafEnded;
import io.starling.antientropy.stream.FrameItem.Shown;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
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
 * entry begun 4 | as shown, without the value
 * entry part  5 | length u32 | bytes of the value
 * batch begun 6 | epoch i64, sequence i64 | entry count u32
 * </pre>
 */
final class ItemWriter {
  static final byte LEAF_BEGUN = 1;
  static final byte SHOWN = 2;
  static final byte LEAF_ENDED = 3;
  static final byte ENTRY_BEGUN = 4;
  static final byte ENTRY_PART = 5;
  static final byte BATCH_BEGUN = 6;

  static final int LEAF_BEGUN_LENGTH = 1 + Short.BYTES + 2 * Long.BYTES;
  static final int LEAF_ENDED_LENGTH = 1 + Short.BYTES;
  static final int HEAD_LENGTH_MIN = 1 + 3 * Long.BYTES + 1 + Long.BYTES + 2 * Integer.BYTES;
  static final int PART_LENGTH_MIN = 1 + Integer.BYTES;
  static final int BATCH_BEGUN_LENGTH = 1 + 2 * Long.BYTES + Integer.BYTES;

  private ItemWriter() {}

  static int length(FrameItem item) {
    return switch (item) {
      case LeafBegun begun -> LEAF_BEGUN_LENGTH;
      case Shown shown ->
          HEAD_LENGTH_MIN + shown.entry().key().length() + shown.entry().entry().value().length;
      case EntryBegun begun -> HEAD_LENGTH_MIN + begun.key().length();
      case EntryPart part -> PART_LENGTH_MIN + part.bytes().length;
      case BatchBegun begun -> BATCH_BEGUN_LENGTH;
      case LeafEnded ended -> LEAF_ENDED_LENGTH;
    };
  }

  /** Bytes of all items. */
  static long length(List<FrameItem> items) {
    long length = 0;
    for (FrameItem item : items) {
      length += length(item);
    }
    return length;
  }

  static void write(FrameItem item, ByteBuffer out) {
    switch (item) {
      case LeafBegun begun -> {
        out.put(LEAF_BEGUN).putShort((short) begun.leaf());
        write(begun.marker(), out);
      }
      case Shown shown -> {
        KeyedEntry entry = shown.entry();
        writeHead(entry.key(), entry.entry().header(), out.put(SHOWN));
        out.put(entry.entry().value());
      }
      case EntryBegun begun -> writeHead(begun.key(), begun.header(), out.put(ENTRY_BEGUN));
      case EntryPart part -> out.put(ENTRY_PART).putInt(part.bytes().length).put(part.bytes());
      case BatchBegun begun -> {
        write(begun.version(), out.put(BATCH_BEGUN));
        out.putInt(begun.entryCount());
      }
      case LeafEnded ended -> out.put(LEAF_ENDED).putShort((short) ended.leaf());
    }
  }

  private static void writeHead(Key key, EntryHeader header, ByteBuffer out) {
    write(header.version(), out);
    out.putLong(header.expireAtMillis()).put((byte) header.flags()).putLong(header.valueHash());
    out.putInt(key.length()).putInt(header.valueLength()).put(key.bytes());
  }

  private static void write(Version version, ByteBuffer out) {
    out.putLong(version.epoch()).putLong(version.sequence());
  }
}
