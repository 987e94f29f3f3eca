package io.starling.node.replication;

import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** The members of some segments in one thread, in virtual time. Messages arrive at once. */
final class TestGroup {
  private static final long TICK_NANOS = 10_000_000;
  private static final int TICKS_MAX = 3_000;

  final ReplicaSettings settings;
  final List<TestNode> nodes = new ArrayList<>();
  private final TreeMap<NodeId, TestNode> byId = new TreeMap<>();
  private final TreeSet<NodeId> unreachable = new TreeSet<>();
  long nanos = 1_000_000_000;

  TestGroup(int size, int segments) {
    this(size, segments, ReplicaSettings.DEFAULT);
  }

  TestGroup(int size, int segments, ReplicaSettings settings) {
    this.settings = settings;
    List<NodeId> ids = LongStream.rangeClosed(1, size).mapToObj(low -> new NodeId(0, low)).toList();
    for (NodeId id : ids) {
      TestNode node = new TestNode(this, id, ids, segments);
      nodes.add(node);
      byId.put(id, node);
    }
    for (int segment = 0; segment < segments; segment++) {
      TestNode unused = awaitPrimary(segment);
    }
  }

  /** The usual settings, but copies are compared as often as this. */
  static ReplicaSettings audited(Duration compareInterval) {
    return ReplicaSettings.DEFAULT.withAudit(
        new AuditSettings(compareInterval, Duration.ofSeconds(1)));
  }

  /** The usual settings, but a loop drives one synchronisation with each peer at a time. */
  static ReplicaSettings oneSyncAtATime() {
    return bounded(ReplicaSettings.DEFAULT.pendingWritesMax(), 1);
  }

  /** The usual settings, but for these bounds. */
  static ReplicaSettings bounded(int pendingWritesMax, int syncsMax) {
    ReplicaSettings usual = ReplicaSettings.DEFAULT;
    return new ReplicaSettings(
        usual.lease(),
        usual.chain(),
        usual.rankStep(),
        usual.resendAfter(),
        usual.sync(),
        usual.sealMax(),
        usual.handovers(),
        usual.learnerPatience(),
        usual.audit(),
        usual.ramp(),
        usual.barrierInterval(),
        usual.sweepInterval(),
        pendingWritesMax,
        usual.pendingBytesMax(),
        syncsMax);
  }

  Now now() {
    return new Now(nanos, 1_700_000_000_000L + nanos / 1_000_000);
  }

  void cutOff(TestNode node) {
    unreachable.add(node.id);
  }

  void reconnect(TestNode node) {
    unreachable.remove(node.id);
  }

  void to(NodeId from, NodeId to, Consumer<TestNode> delivery) {
    TestNode node = byId.get(to);
    if (node != null && !unreachable.contains(from) && !unreachable.contains(to)) {
      delivery.accept(node);
    }
  }

  /** Lets everything arrive that is on its way, and what comes of it. */
  void deliver() {
    boolean any = true;
    while (any) {
      any = false;
      for (TestNode node : nodes) {
        while (!node.sent.isEmpty()) {
          any = true;
          node.sent.removeFirst().accept(this);
        }
      }
    }
  }

  void tick() {
    nanos += TICK_NANOS;
    for (TestNode node : nodes) {
      node.shard.tick(now());
    }
    deliver();
  }

  void ticks(int count) {
    for (int tick = 0; tick < count; tick++) {
      tick();
    }
  }

  void await(String what, BooleanSupplier condition) {
    for (int tick = 0; tick < TICKS_MAX; tick++) {
      if (condition.getAsBoolean()) {
        return;
      }
      tick();
    }
    throw new AssertionError("not within 30 seconds: " + what);
  }

  /** The node that serves a segment, as soon as all other reachable members are in sync. */
  TestNode awaitPrimary(int segment) {
    List<TestNode> found = new ArrayList<>();
    await(
        "a primary of segment " + segment,
        () -> {
          nodes.stream()
              .filter(node -> !unreachable.contains(node.id))
              .filter(node -> node.replica(segment).isServing())
              .filter(node -> !unreachable.isEmpty() || node.replica(segment).isFullyInSync())
              .forEach(found::add);
          return !found.isEmpty();
        });
    return found.get(0);
  }
}
