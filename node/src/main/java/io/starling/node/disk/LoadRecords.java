package io.starling.node.disk;

import io.starling.storage.metadata.MetadataStore;
import java.nio.ByteBuffer;

/**
 * Up to where the journal says nothing about a store any more: the store was filled past it and
 * synced. What was recorded before then was of an earlier store of the segment, and done again it
 * would empty this one.
 */
final class LoadRecords {
  private static final String PREFIX = "loaded/";

  private final MetadataStore metadata;

  LoadRecords(MetadataStore metadata) {
    this.metadata = metadata;
  }

  /** Notes that a segment's store needs no record that begins before a position of the journal. */
  void note(int segment, long journalPosition) {
    put(PREFIX + segment, journalPosition);
  }

  private void put(String name, long journalPosition) {
    long unused =
        metadata.put(name, ByteBuffer.allocate(Long.BYTES).putLong(journalPosition).array());
  }

  /** Whether a record that begins at a position is to be passed over. */
  boolean isVoid(int segment, long journalPosition) {
    byte[] record = metadata.get(PREFIX + segment);
    return record != null && journalPosition < ByteBuffer.wrap(record).getLong();
  }

  /** The journal is a new one if it ends before what was noted of it. */
  void forgetBeyond(long journalEnd) {
    metadata
        .withPrefix(PREFIX)
        .forEach(
            (name, record) -> {
              if (ByteBuffer.wrap(record).getLong() > journalEnd) {
                put(name, 0);
              }
            });
  }
}
