package io.starling.node.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.ArrayList;
import java.util.List;

/** Versioned writes as Protobuf. Arrays are wrapped, not copied: nobody writes to them any more. */
final class WriteCodec {
  private static final int KNOWN_FLAGS = EntryHeader.TOMBSTONE | EntryHeader.BATCH;

  private WriteCodec() {}

  static VersionProto toProto(Version version) {
    return VersionProto.newBuilder()
        .setEpoch(version.epoch())
        .setSequence(version.sequence())
        .build();
  }

  /** A segment's index: unsigned on the wire, never so large that it were negative here. */
  static int segment(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("segment " + index);
    }
    return index;
  }

  static Version fromProto(VersionProto proto) {
    if (proto.getEpoch() < 0 || proto.getSequence() < 0) {
      throw new IllegalArgumentException("version " + proto.getEpoch() + '.' + proto.getSequence());
    }
    return new Version(proto.getEpoch(), proto.getSequence());
  }

  static WriteProto toProto(Write write) {
    WriteProto.Builder proto = WriteProto.newBuilder().setVersion(toProto(write.version()));
    switch (write) {
      case Write.Put put -> put.entries().forEach(entry -> proto.addEntries(toProto(entry)));
      case Write.Floor floor -> proto.setFloor(true);
      case Write.Purge purge -> proto.setPurgeThrough(toProto(purge.through()));
    }
    return proto.build();
  }

  static Write fromProto(WriteProto proto) {
    Version version = fromProto(proto.getVersion());
    if (proto.getFloor()) {
      return new Write.Floor(version);
    }
    if (proto.hasPurgeThrough()) {
      return new Write.Purge(version, fromProto(proto.getPurgeThrough()));
    }
    List<KeyedEntry> entries = new ArrayList<>(proto.getEntriesCount());
    for (EntryProto entry : proto.getEntriesList()) {
      entries.add(fromProto(version, entry));
    }
    return new Write.Put(version, entries);
  }

  private static EntryProto toProto(KeyedEntry keyed) {
    EntryHeader header = keyed.entry().header();
    return EntryProto.newBuilder()
        .setKey(UnsafeByteOperations.unsafeWrap(keyed.key().bytes()))
        .setValue(UnsafeByteOperations.unsafeWrap(keyed.entry().value()))
        .setExpireAtMillis(header.expireAtMillis())
        .setFlags(header.flags())
        .build();
  }

  private static KeyedEntry fromProto(Version version, EntryProto proto) {
    ByteString key = proto.getKey();
    ByteString value = proto.getValue();
    int flags = proto.getFlags();
    if (key.size() > Key.LENGTH_MAX || value.size() > Entry.VALUE_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a key of " + key.size() + " with a value of " + value.size() + " bytes");
    }
    boolean tombstone = (flags & EntryHeader.TOMBSTONE) != 0;
    if ((flags & ~KNOWN_FLAGS) != 0 || (tombstone && !value.isEmpty())) {
      throw new IllegalArgumentException("flags " + flags + " with " + value.size() + " bytes");
    }
    Entry entry =
        tombstone
            ? Entry.tombstone(version, flags)
            : Entry.of(version, proto.getExpireAtMillis(), flags, value.toByteArray());
    return new KeyedEntry(Key.of(key.toByteArray()), entry);
  }
}
