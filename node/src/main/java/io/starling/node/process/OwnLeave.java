package io.starling.node.process;

import io.starling.gossip.status.Leave;
import io.starling.storage.metadata.MetadataStore;
import java.nio.charset.StandardCharsets;

/** Whether this node is to be emptied, kept with the metadata: a restart does not change it. */
final class OwnLeave {
  private static final String RECORD = "leave";

  private final MetadataStore metadata;

  OwnLeave(MetadataStore metadata) {
    this.metadata = metadata;
  }

  /** What was last said; that it stays, of a node that was never told. */
  Leave remembered() {
    byte[] record = metadata.get(RECORD);
    String text = record == null ? "" : new String(record, StandardCharsets.US_ASCII);
    for (Leave leave : Leave.values()) {
      if (leave.drains() && leave.name().equals(text)) {
        return leave;
      }
    }
    return Leave.STAYS;
  }

  /** Notes it; written with the next sync of the metadata. */
  void note(Leave leave) {
    long unused = metadata.put(RECORD, leave.name().getBytes(StandardCharsets.US_ASCII));
  }
}
