package io.starling.node.lease;

import java.util.TreeMap;

/**
 * The member's side: until when this node has lent its segments to their primaries.
 *
 * <p>A restarted node has forgotten what it lent, so it lends nothing away and promises nothing
 * until a full lease has passed since its start.
 */
public final class GrantedLeases {
  private final long grantedNanos;
  private final long forgottenUntilNanos;
  private final TreeMap<Integer, Long> untilNanos = new TreeMap<>();

  /**
   * @param mayHaveGranted whether an earlier process on the same data may have lent something that
   *     still runs
   */
  public GrantedLeases(LeaseSettings settings, boolean mayHaveGranted, long nowNanos) {
    this.grantedNanos = settings.grantedNanos();
    this.forgottenUntilNanos = mayHaveGranted ? nowNanos + grantedNanos : nowNanos;
  }

  /** Lends a segment to its primary, from now on. */
  public void grant(int segment, long nowNanos) {
    untilNanos.put(segment, nowNanos + grantedNanos);
  }

  /** Whether somebody may still rely on this member for a segment. */
  public boolean isLent(int segment, long nowNanos) {
    return nowNanos - lentUntilNanos(segment) < 0;
  }

  /** When the last lease of a segment ends or ended, as far as this node can know. */
  public long lentUntilNanos(int segment) {
    Long until = untilNanos.get(segment);
    return until == null || until - forgottenUntilNanos < 0 ? forgottenUntilNanos : until;
  }
}
