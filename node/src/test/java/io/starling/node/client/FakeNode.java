package io.starling.node.client;

import io.starling.node.client.cluster.ClusterNode;
import io.starling.node.client.cluster.ClusterNode.Health;
import io.starling.node.client.cluster.ClusterView;
import io.starling.node.client.cluster.SegmentPlacement;
import io.starling.node.client.server.ServerFacts;
import io.starling.node.command.CommandTable;
import io.starling.node.command.FakeSegment;
import io.starling.node.command.Reply;
import io.starling.node.routing.ReadShare;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter;
import io.starling.storage.id.NodeId;
import io.starling.storage.id.SegmentLayout;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A node, and its cluster, in memory: segments in maps, and replies that a test may hold back. The
 * router is used in one event loop; tests change the rest only while no client is at work.
 */
final class FakeNode implements SegmentRouter, ClusterView, ServerFacts {
  static final NodeId SELF = new NodeId(1, 0);
  static final NodeId OTHER = new NodeId(2, 0);
  static final NodeId THIRD = new NodeId(3, 0);

  private static final long NOW_MILLIS = 1_000_000;

  private final SegmentLayout layout = new SegmentLayout(16);
  private final Map<Integer, FakeSegment> segments = new HashMap<>();
  private final Queue<Runnable> heldBack = new ArrayDeque<>();

  final List<SegmentRequest> requests = new ArrayList<>();
  volatile boolean holdsBack;
  volatile Function<SegmentRequest, Reply> answer = this::evaluate;
  volatile boolean settled = true;
  volatile @Nullable ReadShare readShare;
  volatile List<ClusterNode> nodes = List.of(node(SELF, 7001));
  volatile Function<Integer, SegmentPlacement> placements =
      segment -> new SegmentPlacement(1, SELF, List.of(SELF));

  static ClusterNode node(NodeId id, int clusterPort) {
    return new ClusterNode(
        id,
        "127.0.0.1",
        new ClusterNode.Ports(clusterPort - 1000, clusterPort, clusterPort + 1000),
        "zone",
        Health.ONLINE);
  }

  Reply evaluate(SegmentRequest request) {
    FakeSegment segment =
        segments.computeIfAbsent(request.segment(), at -> new FakeSegment(NOW_MILLIS));
    return CommandTable.evaluate(segment, request.arguments());
  }

  @Override
  public void submit(SegmentRequest request, ReplyReceiver reply) {
    requests.add(request);
    Reply answered = answer.apply(request);
    if (holdsBack) {
      heldBack.add(() -> reply.receive(answered));
    } else {
      reply.receive(answered);
    }
  }

  /** Gives the replies held back by now, in their order; to be called in the event loop. */
  void letGo() {
    List<Runnable> forwards = new ArrayList<>(heldBack);
    heldBack.clear();
    forwards.forEach(Runnable::run);
  }

  /** Gives the replies held back, the latest first; to be called in the event loop. */
  void letGoBackwards() {
    List<Runnable> backwards = new ArrayList<>(heldBack).reversed();
    heldBack.clear();
    backwards.forEach(Runnable::run);
  }

  int heldBackCount() {
    return heldBack.size();
  }

  @Override
  public NodeId self() {
    return SELF;
  }

  @Override
  public SegmentLayout layout() {
    return layout;
  }

  @Override
  public List<ClusterNode> nodes() {
    return nodes;
  }

  @Override
  public SegmentPlacement placement(int segment) {
    return placements.apply(segment);
  }

  @Override
  public boolean isSettled(int segment) {
    return settled;
  }

  @Override
  public @Nullable ReadShare readShare(int segment) {
    return readShare;
  }

  @Override
  public String version() {
    return "0.1.0";
  }

  @Override
  public Duration uptime() {
    return Duration.ofHours(25);
  }

  @Override
  public boolean loading() {
    return false;
  }

  @Override
  public double operationsPerSecond() {
    return 1_234.5;
  }

  @Override
  public MemoryUse memory() {
    return new MemoryUse(1, 2_000, 3L << 20, "noeviction");
  }

  @Override
  public ProcessorUse processor() {
    return new ProcessorUse(2.5, 0.25);
  }

  @Override
  public KeyCounts keys() {
    return new KeyCounts(5, 1);
  }

  @Override
  public List<Section> sections() {
    return List.of(new Section("Replication", List.of("starling_primaries:16")));
  }
}
