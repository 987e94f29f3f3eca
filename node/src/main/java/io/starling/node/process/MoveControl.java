package io.starling.node.process;

import io.starling.forecast.shed.Placement;
import io.starling.forecast.shed.View;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.membership.Member;
import io.starling.gossip.status.NodeStatus;
import io.starling.node.balance.Balancer;
import io.starling.node.balance.Peer;
import io.starling.node.balance.Surroundings;
import io.starling.node.cluster.ClusterMoves;
import io.starling.node.cluster.KnownConfigurations;
import io.starling.node.load.NodeLoad;
import io.starling.node.loop.NodeLoops;
import io.starling.node.loop.SegmentSnapshot;
import io.starling.node.migration.MigrationMessage.Moved;
import io.starling.node.migration.MigrationMessage.ShedWanted;
import io.starling.node.migration.MigrationMessage.TakeBack;
import io.starling.node.migration.MoveEvent;
import io.starling.node.migration.MoveKind;
import io.starling.node.migration.Standing;
import io.starling.node.migration.Wanted;
import io.starling.node.progress.MoveBook;
import io.starling.node.progress.MoveSurvey;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where this node's segments go: what the placement rule finds missing, what the balancer sheds,
 * and the moves that come of it.
 *
 * <p>Thread rule: the control thread, but for {@link #adopted}.
 */
final class MoveControl implements ClusterMoves.Follower {
  /** Runs to one decision: about a second. */
  private static final int RUNS_TO_DECIDE = 4;

  private final NodeId self;
  private final NodeLoops loops;
  private final KnownConfigurations configurations;
  private final ClusterMoves moves;
  private final Balancer balancer;
  private final Outside outside;
  private final MoveBook book = new MoveBook();
  private final MoveBrake brake;
  private int runs;

  /** What it must know of the rest of the node. */
  interface Outside {
    List<Member> members();

    List<NodeStatus> statuses();

    NodeLoad load();

    /** Whether a node is about to stop. */
    boolean isLeaving(NodeId node);

    /** What this node can take in. */
    Standing standing();
  }

  MoveControl(
      NodeId self,
      Balancer balancer,
      ClusterMoves moves,
      NodeLoops loops,
      KnownConfigurations configurations,
      Outside outside,
      MoveBrake brake) {
    this.self = self;
    this.balancer = balancer;
    this.moves = moves;
    this.loops = loops;
    this.configurations = configurations;
    this.outside = outside;
    this.brake = brake;
  }

  /** Works towards where segments should be. */
  void run(SortedMap<Integer, Placement<NodeId>> desired) {
    long now = System.nanoTime();
    brake.run(moves.ships());
    SortedMap<Integer, Wanted> structural = structural(desired);
    if (runs++ % RUNS_TO_DECIDE == 0) {
      balancer.decide(surroundings(), structural, now, System.currentTimeMillis());
    }
    List<NodeId> stayers =
        outside.members().stream().map(Member::nodeId).filter(this::stays).toList();
    SortedMap<Integer, Wanted> wanted = balancer.wanted(structural);
    moves.run(wanted, stayers::contains, outside.standing(), now);
    book.look(MoveSurvey.of(self, wanted, snapshots(), moves.views(), moves.probations()), now);
  }

  private List<SegmentSnapshot> snapshots() {
    return loops.all().stream().flatMap(loop -> loop.snapshot().stream()).toList();
  }

  private boolean stays(NodeId node) {
    return !outside.isLeaving(node);
  }

  private SortedMap<Integer, Wanted> structural(SortedMap<Integer, Placement<NodeId>> desired) {
    TreeMap<Integer, Wanted> wanted = new TreeMap<>();
    for (SegmentSnapshot segment : snapshots()) {
      int index = segment.configuration().segment();
      Placement<NodeId> placement = desired.get(index);
      if (placement != null) {
        wanted.put(index, new Wanted(placement, kind(segment), segment.bytes()));
      }
    }
    return wanted;
  }

  /**
   * A member that is there and leaves is replaced in its own time; one that is missing, at once.
   */
  private MoveKind kind(SegmentSnapshot segment) {
    List<NodeId> present = outside.members().stream().map(Member::nodeId).toList();
    boolean drains =
        segment.configuration().members().stream()
            .anyMatch(member -> present.contains(member) && !stays(member));
    return drains ? MoveKind.DRAIN : MoveKind.FILL;
  }

  /** How far the moves are. */
  MoveBook book() {
    return book;
  }

  /** What this node decides and remembers. */
  Balancer balancer() {
    return balancer;
  }

  /** What this node would decide from now; empty if too little is known. */
  Optional<View<NodeId>> view() {
    return balancer.view(surroundings(), System.nanoTime(), System.currentTimeMillis());
  }

  /** The nodes that are there. */
  List<Member> members() {
    return outside.members();
  }

  /** Segments of which a node is a member and no other member is there. */
  List<Integer> onlyCopiesOf(NodeId node, List<NodeId> present) {
    return configurations.members().entrySet().stream()
        .filter(each -> each.getValue().contains(node))
        .filter(each -> each.getValue().stream().noneMatch(present::contains))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The nodes that are there and stay, but for this one. */
  List<NodeId> otherStayers() {
    return outside.members().stream()
        .map(Member::nodeId)
        .filter(node -> !node.equals(self) && stays(node))
        .toList();
  }

  /** The latest known of a segment; null if there is none. */
  @Nullable Configuration known(int segment) {
    boolean exists = segment >= 0 && segment < configurations.segmentCount();
    return exists ? configurations.of(segment) : null;
  }

  /** An operator wants a segment of which this node is the primary elsewhere. */
  void order(Configuration from, Placement<NodeId> to) {
    long bytes =
        snapshots().stream()
            .filter(snapshot -> snapshot.configuration().segment() == from.segment())
            .mapToLong(SegmentSnapshot::bytes)
            .findFirst()
            .orElse(0);
    balancer.order(from, to, bytes, System.nanoTime());
  }

  private Surroundings surroundings() {
    TreeMap<Integer, Configuration> known = new TreeMap<>();
    for (int segment = 0; segment < configurations.segmentCount(); segment++) {
      Configuration configuration = configurations.of(segment);
      if (configuration != null) {
        known.put(segment, configuration);
      }
    }
    return new Surroundings(
        self,
        outside.members().stream()
            .map(member -> new Peer(member.nodeId(), member.zone(), stays(member.nodeId())))
            .toList(),
        outside.statuses(),
        outside.load(),
        known);
  }

  @Override
  public void adopted(Configuration former, Configuration now) {
    balancer.adopted(former, now, System.nanoTime(), System.currentTimeMillis());
  }

  @Override
  public void lost(int segment, NodeId target) {
    balancer.lost(segment, target, System.currentTimeMillis());
  }

  @Override
  public void takeBack(TakeBack back) {
    balancer.takeBack(back, surroundings(), System.nanoTime(), System.currentTimeMillis());
  }

  @Override
  public void moved(Moved news) {
    balancer.moved(news, System.currentTimeMillis());
  }

  @Override
  public void happened(MoveEvent event) {
    book.happened(event);
  }

  @Override
  public void shedWanted(NodeId from, ShedWanted wish) {
    balancer.asked(from, wish, surroundings(), System.nanoTime(), System.currentTimeMillis());
  }
}
