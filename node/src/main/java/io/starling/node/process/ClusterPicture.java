package io.starling.node.process;

import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.membership.Member;
import io.starling.gossip.status.Holdings;
import io.starling.gossip.status.Leave;
import io.starling.gossip.status.NodeStatus;
import io.starling.node.admin.AwayReport;
import io.starling.node.admin.NodeHealth;
import io.starling.node.admin.NodeReport;
import io.starling.node.admin.Readiness;
import io.starling.node.admin.SegmentReport;
import io.starling.node.admin.SegmentState;
import io.starling.node.admin.SegmentTotals;
import io.starling.node.admin.StatusReport;
import io.starling.node.admin.StatusSource;
import io.starling.node.cluster.ClusterFacts;
import io.starling.node.cluster.KnownConfigurations;
import io.starling.node.loop.NodeLoop;
import io.starling.node.loop.NodeLoops;
import io.starling.node.loop.SegmentSnapshot;
import io.starling.node.settings.NodeSettings;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What this node tells operators and other nodes about itself and the cluster, from the snapshots
 * of its loops. Safe in any thread.
 */
final class ClusterPicture implements StatusSource, Readiness {
  private static final Comparator<SegmentReport> BY_INDEX =
      Comparator.comparingInt(SegmentReport::segment);

  private static final int EXAMPLES_MAX = 5;

  private final NodeId self;
  private final ClusterFacts facts;
  private final NodeSettings settings;
  private final NodeLoops loops;
  private final KnownConfigurations configurations;
  private final Supplier<List<Member>> members;
  private final Supplier<List<NodeStatus>> statuses;
  private final OwnLoad load;
  private final Supplier<SortedMap<NodeId, Duration>> away;
  private final LastSeen lastSeen;

  ClusterPicture(
      NodeId self,
      ClusterFacts facts,
      NodeSettings settings,
      NodeLoops loops,
      KnownConfigurations configurations,
      Supplier<List<Member>> members,
      Supplier<List<NodeStatus>> statuses,
      OwnLoad load,
      Supplier<SortedMap<NodeId, Duration>> away,
      LastSeen lastSeen) {
    this.self = self;
    this.facts = facts;
    this.settings = settings;
    this.loops = loops;
    this.configurations = configurations;
    this.members = members;
    this.statuses = statuses;
    this.load = load;
    this.away = away;
    this.lastSeen = lastSeen;
  }

  private List<SegmentSnapshot> segments() {
    List<SegmentSnapshot> all = new ArrayList<>();
    for (NodeLoop loop : loops.all()) {
      all.addAll(loop.snapshot());
    }
    return all;
  }

  @Override
  public List<String> obstacles() {
    List<SegmentSnapshot> segments = segments();
    NavigableSet<NodeId> present = present();
    List<String> obstacles = new ArrayList<>();
    int unknown = facts.layout().segmentCount() - segments.size();
    if (unknown > 0) {
      obstacles.add(unknown + " segments were not heard of yet");
    }
    add(
        obstacles,
        segments.stream().filter(segment -> !isServed(segment, present)).toList(),
        "segments are not served by a primary that this node can reach");
    add(
        obstacles,
        segments.stream().filter(SegmentSnapshot::isUnverified).toList(),
        "copies of this node were not yet made equal to their primaries");
    return obstacles;
  }

  private static void add(List<String> obstacles, List<SegmentSnapshot> segments, String what) {
    if (!segments.isEmpty()) {
      String examples =
          segments.stream()
              .limit(EXAMPLES_MAX)
              .map(segment -> String.valueOf(segment.configuration().segment()))
              .collect(Collectors.joining(", "));
      String more = segments.size() > EXAMPLES_MAX ? ", ..." : "";
      obstacles.add(segments.size() + " " + what + ": " + examples + more);
    }
  }

  private NavigableSet<NodeId> present() {
    TreeSet<NodeId> present = new TreeSet<>();
    members.get().forEach(member -> present.add(member.nodeId()));
    return present;
  }

  private boolean isServed(SegmentSnapshot segment, NavigableSet<NodeId> present) {
    NodeId primary = segment.configuration().primary();
    return primary.equals(self) ? segment.serving() : present.contains(primary);
  }

  @Override
  public StatusReport report(boolean withSegments) {
    List<SegmentSnapshot> segments = segments();
    NavigableSet<NodeId> present = present();
    List<String> obstacles = obstacles();
    return new StatusReport(
        version(),
        facts.id().toString(),
        self.toHex(),
        obstacles.isEmpty(),
        obstacles,
        totals(segments, present),
        members.get().stream().map(this::node).toList(),
        away.get().entrySet().stream().map(each -> away(each.getKey(), each.getValue())).toList(),
        withSegments
            ? segments.stream().map(each -> segment(each, present)).sorted(BY_INDEX).toList()
            : List.of());
  }

  /** Counts of segments, as this node sees them. */
  SegmentTotals totals() {
    return totals(segments(), present());
  }

  /** Segments that this node is the primary of. */
  int primaries() {
    return configurations.primariesOf(self);
  }

  /** Segments that this node is a member of. */
  int copies() {
    return configurations.copiesOf(self);
  }

  /** Entries in all copies here, those on their way in included. */
  long keysOfCopies() {
    return segments().stream().mapToLong(SegmentSnapshot::keys).sum();
  }

  /** Nodes that are there, this one included. */
  int presentCount() {
    return present().size();
  }

  private SegmentTotals totals(List<SegmentSnapshot> segments, NavigableSet<NodeId> present) {
    int open = 0;
    int underReplicated = 0;
    int unverified = 0;
    for (SegmentSnapshot segment : segments) {
      open += isServed(segment, present) ? 1 : 0;
      unverified += segment.isUnverified() ? 1 : 0;
      long live = segment.configuration().members().stream().filter(present::contains).count();
      underReplicated += live < settings.cluster().replicas() ? 1 : 0;
    }
    int count = facts.layout().segmentCount();
    return new SegmentTotals(count, open, count - open, underReplicated, unverified);
  }

  private AwayReport away(NodeId node, Duration since) {
    NavigableSet<NodeId> present = present();
    List<List<NodeId>> groups =
        configurations.members().values().stream().filter(group -> group.contains(node)).toList();
    long only =
        groups.stream().filter(group -> group.stream().noneMatch(present::contains)).count();
    return new AwayReport(
        node.toHex(),
        lastSeen.of(node).map(m -> m.address().host() + ":" + m.clientPort()).orElse(""),
        since.toSeconds(),
        groups.size(),
        (int) only,
        settings.balance().grace().toSeconds());
  }

  private static NodeHealth health(Leave leave, int copies) {
    return switch (leave) {
      case STAYS -> NodeHealth.ALIVE;
      case STOPS -> NodeHealth.LEAVING;
      case DRAINS, EVACUATES -> copies == 0 ? NodeHealth.DRAINED : NodeHealth.DRAINING;
    };
  }

  private NodeReport node(Member member) {
    NodeId id = member.nodeId();
    Optional<io.starling.gossip.status.NodeReport> told =
        statuses.get().stream()
            .filter(status -> status.nodeId().equals(id))
            .map(NodeStatus::report)
            .findFirst();
    Holdings holdings = told.map(report -> report.holdings()).orElse(Holdings.NONE);
    Leave leave = told.map(report -> report.leave()).orElse(Leave.STAYS);
    int copies = configurations.copiesOf(id);
    if (leave.drains()) {
      // Only the node itself knows whether others can do without it.
      copies = Math.max(copies, holdings.copies());
    }
    return new NodeReport(
        id.toHex(),
        member.address().host(),
        member.clientPort(),
        member.clusterPort(),
        member.address().port(),
        member.adminPort(),
        member.zone(),
        health(leave, copies),
        configurations.primariesOf(id),
        copies,
        holdings.keys(),
        holdings.usedBytes(),
        told.map(report -> report.operationsPerSecond()).orElse(0f),
        ReportedLoad.of(told));
  }

  private SegmentReport segment(SegmentSnapshot snapshot, NavigableSet<NodeId> present) {
    Configuration configuration = snapshot.configuration();
    int index = configuration.segment();
    boolean opening = configuration.primary().equals(self) && !snapshot.open();
    SegmentState state =
        isServed(snapshot, present)
            ? SegmentState.OPEN
            : opening ? SegmentState.OPENING : SegmentState.CLOSED;
    return new SegmentReport(
        index,
        facts.layout().firstSlot(index),
        facts.layout().lastSlot(index),
        configuration.epoch(),
        configuration.primary().toHex(),
        configuration.members().stream().map(NodeId::toHex).toList(),
        List.of(),
        state);
  }

  /** The version of the software; "development" if it was not packaged. */
  String version() {
    String version = ClusterPicture.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Commands on keys that this node's clients sent lately, a second. */
  double operationsPerSecond() {
    return load.operationsPerSecond();
  }
}
