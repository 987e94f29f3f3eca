package io.starling.node.client.cluster;

import io.starling.node.client.cluster.ClusterNode.Health;
import io.starling.node.command.Reply;
import io.starling.storage.id.HashSlot;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replies of CLUSTER SLOTS, SHARDS, NODES and INFO (redis.io, command reference). A node that is a
 * backup of a range is listed as its replica, so that clients which read from replicas find it.
 */
public final class ClusterTopology {
  private final ClusterView view;
  private final Map<NodeId, ClusterNode> nodes;
  private final List<SlotRange> ranges;

  private ClusterTopology(ClusterView view) {
    this.view = view;
    this.nodes = new LinkedHashMap<>();
    for (ClusterNode node : view.nodes()) {
      nodes.put(node.id(), node);
    }
    this.ranges = SlotRange.all(view);
  }

  /** The topology at this moment. */
  public static ClusterTopology of(ClusterView view) {
    return new ClusterTopology(view);
  }

  /** Reply of CLUSTER SLOTS: a row a range, its primary first. */
  public Reply slots() {
    return new Reply.Array(ranges.stream().map(this::slotsRow).toList());
  }

  private Reply slotsRow(SlotRange range) {
    List<Reply> row = new ArrayList<>();
    row.add(Reply.number(range.first()));
    row.add(Reply.number(range.last()));
    for (NodeId member : primaryFirst(range.placement())) {
      ClusterNode node = nodes.get(member);
      if (node != null) {
        row.add(slotsNode(node));
      }
    }
    // No holder is known yet: this node takes the request to whoever it is.
    if (row.size() == 2) {
      row.add(slotsNode(self()));
    }
    return new Reply.Array(row);
  }

  private ClusterNode self() {
    ClusterNode self = nodes.get(view.self());
    if (self == null) {
      throw new IllegalStateException("node " + view.self() + " is not among " + nodes.keySet());
    }
    return self;
  }

  private static Reply slotsNode(ClusterNode node) {
    return new Reply.Array(
        List.of(
            Reply.Bulk.of(node.host()),
            Reply.number(node.ports().cluster()),
            Reply.Bulk.of(node.redisId()),
            new Reply.Pairs(List.of())));
  }

  /** Reply of CLUSTER SHARDS: for each node the slots it is primary of, and who backs them up. */
  public Reply shards() {
    List<Reply> shards = new ArrayList<>();
    for (ClusterNode node : nodes.values()) {
      List<Reply> bounds = new ArrayList<>();
      for (SlotRange range : SlotRange.ofPrimary(ranges, node.id())) {
        bounds.add(Reply.number(range.first()));
        bounds.add(Reply.number(range.last()));
      }
      shards.add(
          new Reply.Pairs(
              List.of(
                  Reply.Bulk.of("slots"),
                  new Reply.Array(bounds),
                  Reply.Bulk.of("nodes"),
                  new Reply.Array(List.of(shardsNode(node))))));
    }
    return new Reply.Array(shards);
  }

  private static Reply shardsNode(ClusterNode node) {
    return new Reply.Pairs(
        List.of(
            Reply.Bulk.of("id"),
            Reply.Bulk.of(node.redisId()),
            Reply.Bulk.of("port"),
            Reply.number(node.ports().cluster()),
            Reply.Bulk.of("ip"),
            Reply.Bulk.of(node.host()),
            Reply.Bulk.of("endpoint"),
            Reply.Bulk.of(node.host()),
            Reply.Bulk.of("role"),
            Reply.Bulk.of("master"),
            Reply.Bulk.of("replication-offset"),
            Reply.number(0),
            Reply.Bulk.of("health"),
            Reply.Bulk.of(node.health().inShards())));
  }

  /** Reply of CLUSTER NODES: a line a node. */
  public Reply nodes() {
    StringBuilder lines = new StringBuilder();
    for (ClusterNode node : nodes.values()) {
      appendLine(node, lines);
    }
    return Reply.Bulk.of(lines.toString());
  }

  private void appendLine(ClusterNode node, StringBuilder lines) {
    String myself = node.id().equals(view.self()) ? "myself," : "";
    lines
        .append(node.redisId())
        .append(' ')
        .append("%s:%d@%d".formatted(node.host(), node.ports().cluster(), node.ports().peer()))
        .append(' ')
        .append(myself)
        .append("master")
        .append(node.health().flag())
        .append(" - 0 0 ")
        .append(epochOf(node.id()))
        .append(' ')
        .append(node.health().link());
    for (SlotRange range : SlotRange.ofPrimary(ranges, node.id())) {
      lines.append(' ').append(range);
    }
    lines.append('\n');
  }

  /** Redis has one epoch a node; the highest of the segments it serves rises with every change. */
  private long epochOf(NodeId primary) {
    long epoch = 0;
    for (SlotRange range : ranges) {
      if (range.placement().primary().equals(primary)) {
        epoch = Math.max(epoch, range.placement().epoch());
      }
    }
    return epoch;
  }

  /** Reply of CLUSTER INFO; the state is ok if every primary is believed to be up. */
  public Reply info() {
    int served = 0;
    long epoch = 0;
    for (SlotRange range : ranges) {
      ClusterNode primary = nodes.get(range.placement().primary());
      if (primary != null && primary.health() != Health.FAILED) {
        served += range.last() - range.first() + 1;
      }
      epoch = Math.max(epoch, range.placement().epoch());
    }
    long serving = ranges.stream().map(range -> range.placement().primary()).distinct().count();
    return Reply.Bulk.of(
        """
        cluster_state:%s
        cluster_slots_assigned:%d
        cluster_slots_ok:%d
        cluster_slots_pfail:0
        cluster_slots_fail:%d
        cluster_known_nodes:%d
        cluster_size:%d
        cluster_current_epoch:%d
        cluster_my_epoch:%d
        cluster_stats_messages_sent:0
        cluster_stats_messages_received:0
        total_cluster_links_buffer_limit_exceeded:0
        """
            .formatted(
                served == HashSlot.COUNT ? "ok" : "fail",
                HashSlot.COUNT,
                served,
                HashSlot.COUNT - served,
                nodes.size(),
                serving,
                epoch,
                epochOf(view.self()))
            .replace("\n", "\r\n"));
  }

  private static List<NodeId> primaryFirst(SegmentPlacement placement) {
    List<NodeId> ordered = new ArrayList<>(placement.members());
    ordered.remove(placement.primary());
    ordered.addFirst(placement.primary());
    return ordered;
  }
}
