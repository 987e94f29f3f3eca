package io.scalecube.cluster.membership;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a {@code SyncData}: one node's membership table. */
public record SyncFields(List<RecordFields> records) {
  /** Whether {@code data} is what {@link #of} reads. */
  public static boolean isIn(@Nullable Object data) {
    return data instanceof SyncData;
  }

  /** Reads a message. */
  public static SyncFields of(Object data) {
    return new SyncFields(
        ((SyncData) data).getMembership().stream().map(RecordFields::of).toList());
  }

  /** Builds the message. */
  public Object toData() {
    return new SyncData(
        records.stream().map(record -> (MembershipRecord) record.toData()).toList());
  }
}
