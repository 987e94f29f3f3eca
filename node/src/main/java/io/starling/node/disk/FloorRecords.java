package io.starling.node.disk;

import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.journal.WriteAheadLog;
import io.starling.storage.metadata.MetadataStore;
import java.nio.ByteBuffer;

/**
 * The journal, with one thing noted beside it: the floor of each segment, which stands in no store
 * and would be forgotten when the journal is cut. The metadata is synced before the journal is cut.
 */
final class FloorRecords implements WriteAheadLog {
  private static final String PREFIX = "floor/";

  private final WriteAheadLog journal;
  private final MetadataStore metadata;

  FloorRecords(WriteAheadLog journal, MetadataStore metadata) {
    this.journal = journal;
    this.metadata = metadata;
  }

  /** The floor that was laid last; {@code otherwise} if none was. */
  Version floorOf(int segment, Version otherwise) {
    byte[] record = metadata.get(PREFIX + segment);
    if (record == null) {
      return otherwise;
    }
    ByteBuffer buffer = ByteBuffer.wrap(record);
    return new Version(buffer.getLong(), buffer.getLong());
  }

  void note(int segment, Version floor) {
    ByteBuffer record = ByteBuffer.allocate(2 * Long.BYTES);
    record.putLong(floor.epoch()).putLong(floor.sequence());
    long unused = metadata.put(PREFIX + segment, record.array());
  }

  @Override
  public long append(int segment, Write write) {
    long position = journal.append(segment, write);
    if (write instanceof Write.Floor floor) {
      note(segment, floor.version());
    }
    return position;
  }

  @Override
  public long appendRemoval(int segment, Key key) {
    return journal.appendRemoval(segment, key);
  }

  @Override
  public long appendReset(int segment) {
    long position = journal.appendReset(segment);
    note(segment, Version.ZERO);
    return position;
  }
}
