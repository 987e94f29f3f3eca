package io.starling.node.lease;

import io.starling.storage.id.NodeId;
import java.util.Arrays;
import java.util.List;

/**
 * The primary's side, for one segment and epoch: until when a majority of the members, itself
 * counted, has lent it the right to serve.
 */
public final class HeldLease {
  private final List<NodeId> others;
  private final long[] untilNanos;
  private final boolean[] granted;
  private final int needed;

  /**
   * @param others the members but for the primary itself
   * @param selfCounts false while the own copy is suspect: it then counts in no majority
   */
  public HeldLease(List<NodeId> others, boolean selfCounts) {
    this.others = List.copyOf(others);
    this.untilNanos = new long[others.size()];
    this.granted = new boolean[others.size()];
    int majority = (others.size() + 1) / 2 + 1;
    this.needed = selfCounts ? majority - 1 : majority;
  }

  /** A member has lent the segment until this time, on this node's clock. */
  public void grantedBy(NodeId member, long trustedUntilNanos) {
    int index = others.indexOf(member);
    if (index >= 0 && (!granted[index] || trustedUntilNanos - untilNanos[index] > 0)) {
      granted[index] = true;
      untilNanos[index] = trustedUntilNanos;
    }
  }

  /** Whether a majority has lent the segment at this time. */
  public boolean isHeld(long nowNanos) {
    int holding = 0;
    for (int i = 0; i < untilNanos.length; i++) {
      if (granted[i] && nowNanos - untilNanos[i] < 0) {
        holding++;
      }
    }
    return holding >= needed;
  }

  @Override
  public String toString() {
    return others + " until " + Arrays.toString(untilNanos);
  }
}
