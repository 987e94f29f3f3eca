package io.starling.node.disk;

import io.starling.node.replication.SegmentRecord;
import io.starling.node.wire.ReplicaCodec;
import io.starling.storage.metadata.MetadataStore;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The durable records of segments, by segment. Safe in any thread. */
final class RecordedSegments {
  private static final String PREFIX = "segment/";

  private final MetadataStore metadata;

  RecordedSegments(MetadataStore metadata) {
    this.metadata = metadata;
  }

  void put(SegmentRecord record) {
    int segment = record.chain().known().segment();
    long unused = metadata.put(PREFIX + segment, ReplicaCodec.encode(record));
  }

  SortedMap<Integer, SegmentRecord> all() {
    TreeMap<Integer, SegmentRecord> records = new TreeMap<>();
    for (byte[] bytes : metadata.withPrefix(PREFIX).values()) {
      SegmentRecord record = ReplicaCodec.decodeRecord(bytes);
      records.put(record.chain().known().segment(), record);
    }
    return Collections.unmodifiableSortedMap(records);
  }
}
