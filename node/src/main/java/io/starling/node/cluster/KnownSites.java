package io.starling.node.cluster;

import io.starling.forecast.shed.Site;
import io.starling.gossip.membership.Member;
import io.starling.gossip.status.NodeReport;
import io.starling.gossip.status.NodeStatus;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the placement of copies must know of nodes: zones, sizes, and which of them are full. */
public final class KnownSites {
  /** Of a disk; what is left is for what is there already. */
  private static final double FULL = 0.95;

  private KnownSites() {}

  /**
   * Of all that are there.
   *
   * @param statuses what they told last; a node that has not told yet is taken for as large as the
   *     largest, so that what is chosen does not change when it does
   */
  public static SortedMap<NodeId, Site> of(List<Member> members, List<NodeStatus> statuses) {
    TreeMap<NodeId, NodeReport> told = new TreeMap<>();
    statuses.forEach(status -> told.put(status.nodeId(), status.report()));
    double largest = told.values().stream().mapToDouble(KnownSites::cores).max().orElse(0);
    TreeMap<NodeId, Site> sites = new TreeMap<>();
    for (Member member : members) {
      NodeReport report = told.get(member.nodeId());
      sites.put(member.nodeId(), new Site(member.zone(), size(report, largest), hasRoom(report)));
    }
    return sites;
  }

  private static double cores(NodeReport report) {
    return report.load().capacity().cpu();
  }

  private static double size(@Nullable NodeReport report, double largest) {
    double cores = report == null ? largest : cores(report);
    return cores > 0 ? cores : 1;
  }

  /**
   * Memory is not asked: a cache is always full. A capacity below what others have put on the same
   * disk is a limit that an operator has set to the copies.
   */
  private static boolean hasRoom(@Nullable NodeReport report) {
    double capacity = report == null ? 0 : report.load().capacity().disk();
    if (report == null || capacity <= 0) {
      return true;
    }
    double used = report.load().used().disk();
    boolean ofWholeDisk = used <= capacity;
    double counted = ofWholeDisk ? used : (double) report.holdings().usedBytes();
    return counted < FULL * capacity;
  }
}
