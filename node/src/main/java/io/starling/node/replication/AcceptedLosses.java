package io.starling.node.replication;

import io.starling.storage.id.NodeId;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The nodes that an operator has given up for lost: an opening that must merge all members does not
 * wait for them (ARCHITECTURE.md 3.10). Forgotten with the process, so that a later loss is asked
 * about again.
 */
final class AcceptedLosses {
  private final TreeSet<NodeId> everywhere = new TreeSet<>();
  private final TreeMap<Integer, TreeSet<NodeId>> bySegment = new TreeMap<>();

  /**
   * Gives up a node.
   *
   * @param segment the only one that it is given up for; empty for all
   */
  void accept(NodeId node, OptionalInt segment) {
    if (segment.isEmpty()) {
      everywhere.add(node);
    } else {
      bySegment.computeIfAbsent(segment.getAsInt(), unused -> new TreeSet<>()).add(node);
    }
  }

  boolean isAccepted(NodeId node, int segment) {
    TreeSet<NodeId> here = bySegment.get(segment);
    return everywhere.contains(node) || (here != null && here.contains(node));
  }
}
