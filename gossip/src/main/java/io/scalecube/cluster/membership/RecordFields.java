package io.scalecube.cluster.membership;

import io.scalecube.cluster.Member;
import org.jspecify.annotations.Nullable;

/** The fields of a {@code MembershipRecord}. */
public record RecordFields(Member member, MemberStatus status, int incarnation) {
  /** Whether {@code data} is what {@link #of} reads. */
  public static boolean isIn(@Nullable Object data) {
    return data instanceof MembershipRecord;
  }

  /** Reads a record. */
  public static RecordFields of(Object data) {
    MembershipRecord record = (MembershipRecord) data;
    return new RecordFields(record.member(), record.status(), record.incarnation());
  }

  /** Builds the record. */
  public Object toData() {
    return new MembershipRecord(member, status, incarnation);
  }
}
