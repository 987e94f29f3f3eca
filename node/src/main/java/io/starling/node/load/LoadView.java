package io.starling.node.load;

import io.starling.forecast.shed.ResourceVector;
import io.starling.gossip.status.NodeReport;
import io.starling.gossip.status.Resources;
import io.starling.storage.id.NodeId;
import java.util.SortedMap;

/**
 * What nodes tell of their load, in the terms of the shed rule.
 *
 * <p>Presence is not measured but counted: a copy weighs one, the primary role three more. What a
 * node has of it is ten times the share of all that its cores make fair, so that with a fair share
 * it is used to a tenth (see {@link io.starling.forecast.shed.Resource#PRESENCE}).
 */
public final class LoadView {
  private static final double WEIGHT_OF_A_COPY = 1;
  private static final double WEIGHT_OF_A_PRIMARY_ROLE = 3;
  private static final double FAIR_SHARES = 10;

  private final SortedMap<NodeId, NodeReport> reports;
  private final double presence;
  private final double cores;

  /**
   * @param reports of the nodes that are there
   */
  public LoadView(SortedMap<NodeId, NodeReport> reports) {
    this.reports = reports;
    this.presence = reports.values().stream().mapToDouble(LoadView::presence).sum();
    this.cores =
        reports.values().stream().mapToDouble(report -> report.load().capacity().cpu()).sum();
  }

  private static double presence(NodeReport report) {
    return WEIGHT_OF_A_COPY * report.holdings().copies()
        + WEIGHT_OF_A_PRIMARY_ROLE * report.holdings().primaries();
  }

  private NodeReport report(NodeId node) {
    NodeReport known = reports.get(node);
    if (known == null) {
      throw new IllegalArgumentException("no report of " + node + " among " + reports.keySet());
    }
    return known;
  }

  /** What a node can do. */
  public ResourceVector capacity(NodeId node) {
    Resources capacity = report(node).load().capacity();
    double share = cores > 0 ? capacity.cpu() / cores : 1.0 / reports.size();
    return vector(capacity, FAIR_SHARES * presence * share);
  }

  /** What a node bears and could be rid of, as it told. */
  public ResourceVector load(NodeId node) {
    NodeReport told = report(node);
    return vector(told.load().movable(), presence(told));
  }

  /**
   * What the primary of a segment bears for it; of a backup, which does not know it, what a backup
   * does.
   */
  public static ResourceVector asPrimary(SegmentUse use) {
    return vector(use.here(), WEIGHT_OF_A_COPY + WEIGHT_OF_A_PRIMARY_ROLE);
  }

  /** What a backup of a segment bears for it. */
  public static ResourceVector asBackup(SegmentUse use) {
    return vector(use.asBackup(), WEIGHT_OF_A_COPY);
  }

  private static ResourceVector vector(Resources amounts, double presence) {
    return new ResourceVector(
        amounts.cpu(), amounts.memory(), amounts.disk(), amounts.network(), presence);
  }
}
