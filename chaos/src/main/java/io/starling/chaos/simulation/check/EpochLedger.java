package io.starling.chaos.simulation.check;

import io.starling.node.replication.SegmentRecord;
import io.starling.storage.id.NodeId;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * In which epoch each node has said something that others rely on: what it holds, or that it has
 * taken a write. After a crash it must still know that epoch, or else it would take writes of an
 * older one that the others take for closed (I13).
 */
public final class EpochLedger {
  private final TreeMap<NodeId, TreeMap<Integer, Long>> spoken = new TreeMap<>();

  /** A node says something that others rely on. */
  public void spoke(NodeId node, int segment, long epoch) {
    spoken.computeIfAbsent(node, unused -> new TreeMap<>()).merge(segment, epoch, Math::max);
  }

  /** A node starts again with what is on its disk. */
  public void restarted(NodeId node, SortedMap<Integer, SegmentRecord> records) {
    spoken
        .getOrDefault(node, new TreeMap<>())
        .forEach((segment, epoch) -> check(node, segment, epoch, records.get(segment)));
  }

  private static void check(NodeId node, int segment, long epoch, @Nullable SegmentRecord record) {
    if (record == null || record.chain().known().epoch() < epoch) {
      throw new InvariantViolatedException(
          Invariant.I13, segment, node + " has spoken in epoch " + epoch + " and knows " + record);
    }
  }
}
