package io.starling.storage.journal;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import io.starling.storage.journal.JournalRecord.Removed;
import io.starling.storage.journal.JournalRecord.Reset;
import io.starling.storage.journal.JournalRecord.Written;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Records as bytes: the kind and the segment in four bytes, then what the kind asks for. Numbers
 * have their full width: a journal is short-lived, and the time to pack them is not given back.
 */
final class JournalCodec {
  private static final int KIND_SHIFT = 24;
  private static final int SEGMENT_MASK = (1 << KIND_SHIFT) - 1;

  private static final int PUT = 1;
  private static final int FLOOR = 2;
  private static final int PURGE = 3;
  private static final int REMOVED = 4;
  private static final int RESET = 5;

  private static final int KIND_LENGTH = Integer.BYTES;
  private static final int VERSION_LENGTH = 2 * Long.BYTES;
  private static final int ENTRY_LENGTH = VERSION_LENGTH + 2 * Long.BYTES + 3 * Integer.BYTES;

  private JournalCodec() {}

  /** Bytes that {@link #encode} writes; a long, for a batch may exceed what a record holds. */
  static long length(JournalRecord record) {
    return switch (record) {
      case Written(int segment, Write.Put put) -> putLength(put);
      case Written(int segment, Write.Floor floor) -> KIND_LENGTH + VERSION_LENGTH;
      case Written(int segment, Write.Purge purge) -> KIND_LENGTH + 2 * VERSION_LENGTH;
      case Removed(int segment, Key key) -> KIND_LENGTH + key.length();
      case Reset(int segment) -> KIND_LENGTH;
    };
  }

  private static long putLength(Write.Put put) {
    long length = KIND_LENGTH + VERSION_LENGTH + Integer.BYTES;
    for (int i = 0; i < put.entries().size(); i++) {
      KeyedEntry keyed = put.entries().get(i);
      length += ENTRY_LENGTH + keyed.key().length() + keyed.entry().value().length;
    }
    return length;
  }

  static void encode(JournalRecord record, ByteBuffer out) {
    switch (record) {
      case Written(int segment, Write.Put put) -> {
        encodeKind(PUT, segment, out);
        encodeVersion(put.version(), out);
        encodeEntries(put.entries(), out);
      }
      case Written(int segment, Write.Floor floor) -> {
        encodeKind(FLOOR, segment, out);
        encodeVersion(floor.version(), out);
      }
      case Written(int segment, Write.Purge purge) -> {
        encodeKind(PURGE, segment, out);
        encodeVersion(purge.version(), out);
        encodeVersion(purge.through(), out);
      }
      case Removed(int segment, Key key) -> {
        encodeKind(REMOVED, segment, out);
        out.put(key.bytes());
      }
      case Reset(int segment) -> encodeKind(RESET, segment, out);
    }
  }

  private static void encodeKind(int kind, int segment, ByteBuffer out) {
    out.putInt(kind << KIND_SHIFT | segment);
  }

  private static void encodeVersion(Version version, ByteBuffer out) {
    out.putLong(version.epoch()).putLong(version.sequence());
  }

  private static void encodeEntries(List<KeyedEntry> entries, ByteBuffer out) {
    out.putInt(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      Key key = entries.get(i).key();
      EntryHeader header = entries.get(i).entry().header();
      encodeVersion(header.version(), out);
      out.putLong(header.expireAtMillis()).putLong(header.valueHash()).putInt(header.flags());
      out.putInt(key.length()).putInt(header.valueLength());
      out.put(key.bytes()).put(entries.get(i).entry().value());
    }
  }

  /**
   * Reads one record, which takes all that remains of the buffer.
   *
   * @throws IllegalArgumentException if it is not a record, though its checksum was right
   */
  static JournalRecord decode(ByteBuffer in) {
    int kindAndSegment = in.getInt();
    int segment = kindAndSegment & SEGMENT_MASK;
    int kind = kindAndSegment >>> KIND_SHIFT;
    return switch (kind) {
      case PUT -> new Written(segment, new Write.Put(decodeVersion(in), decodeEntries(in)));
      case FLOOR -> new Written(segment, new Write.Floor(decodeVersion(in)));
      case PURGE -> new Written(segment, new Write.Purge(decodeVersion(in), decodeVersion(in)));
      case REMOVED -> new Removed(segment, Key.of(bytes(in, in.remaining())));
      case RESET -> new Reset(segment);
      default -> throw new IllegalArgumentException("no kind of record: " + kind);
    };
  }

  private static Version decodeVersion(ByteBuffer in) {
    return new Version(in.getLong(), in.getLong());
  }

  private static List<KeyedEntry> decodeEntries(ByteBuffer in) {
    int count = in.getInt();
    List<KeyedEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Version version = decodeVersion(in);
      long expireAtMillis = in.getLong();
      long valueHash = in.getLong();
      int flags = in.getInt();
      int keyLength = in.getInt();
      int valueLength = in.getInt();
      Key key = Key.of(bytes(in, keyLength));
      EntryHeader header = new EntryHeader(version, expireAtMillis, flags, valueLength, valueHash);
      entries.add(new KeyedEntry(key, new Entry(header, bytes(in, valueLength))));
    }
    return List.copyOf(entries);
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
