package io.starling.node.admin;

import java.util.List;

/**
 * The shape of {@code /api/status}: the cluster as one node sees it.
 *
 * @param version of the software of the node that was asked
 * @param clusterId 32 hexadecimal digits
 * @param nodeId of the node that was asked, 32 hexadecimal digits
 * @param ready whether that node is ready; {@code obstacles} says why not
 * @param obstacles empty if it is ready
 * @param totals over all segments
 * @param nodes every node known, by id
 * @param away nodes that are missed: members of segments that are not there
 * @param segments every segment in order, or nothing if it was not asked for
 */
public record StatusReport(
    String version,
    String clusterId,
    String nodeId,
    boolean ready,
    List<String> obstacles,
    SegmentTotals totals,
    List<NodeReport> nodes,
    List<AwayReport> away,
    List<SegmentReport> segments) {
  public StatusReport {
    obstacles = List.copyOf(obstacles);
    nodes = List.copyOf(nodes);
    away = List.copyOf(away);
    segments = List.copyOf(segments);
  }
}
