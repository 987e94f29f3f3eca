package io.starling.node.replication;

import io.starling.storage.id.NodeId;
import java.util.OptionalInt;

/**
 * Whether the copies of a segment agree, asked by an operator: each recipient's root is compared
 * with that of the primary at a marker in the stream of writes, so that nothing has to stand still.
 * What differs is made equal at once, as after any other comparison.
 */
public final class CopyComparison {
  private CopyComparison() {}

  /** What came of it for one copy. */
  public sealed interface Finding {
    /** It holds what the primary holds. */
    record Equal() implements Finding {}

    /**
     * It did not.
     *
     * @param leaves of the tree that differed, with those written to until the answer came; 0 if
     *     only the version of the last flush did
     */
    record Different(int leaves) implements Finding {}

    /** Nobody knows; asking again may help. */
    record NotCompared(String why) implements Finding {}
  }

  /** Hears of each copy once, in the loop of the segment, perhaps before {@link #begin} returns. */
  @FunctionalInterface
  public interface Listener {
    void compared(NodeId node, Finding finding);
  }

  /**
   * Compares all copies of a segment with the primary's, which must be here.
   *
   * @return how many findings come; empty if this node is not the segment's open primary
   */
  public static OptionalInt begin(Replica replica, Listener listener) {
    return replica
        .leader()
        .filter(Leader::isOpen)
        .map(leader -> OptionalInt.of(leader.compareCopies(listener)))
        .orElse(OptionalInt.empty());
  }
}
