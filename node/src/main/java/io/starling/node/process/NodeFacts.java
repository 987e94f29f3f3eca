package io.starling.node.process;

import io.starling.node.client.server.ServerFacts;
import io.starling.node.loop.NodeLoop;
import io.starling.node.loop.NodeLoops;
import io.starling.node.loop.SegmentSnapshot;
import io.starling.node.room.MemoryLimit;
import io.starling.node.room.NodeRoom;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.List;

/** What this node tells its clients of itself, from snapshots and counters. Safe in any thread. */
final class NodeFacts implements ServerFacts {
  private final NodeId self;
  private final ClusterPicture picture;
  private final NodeRoom room;
  private final NodeLoops loops;
  private final long startedAtNanos = System.nanoTime();

  NodeFacts(NodeId self, ClusterPicture picture, NodeRoom room, NodeLoops loops) {
    this.self = self;
    this.picture = picture;
    this.room = room;
    this.loops = loops;
  }

  @Override
  public String version() {
    return picture.version();
  }

  @Override
  public Duration uptime() {
    return Duration.ofNanos(System.nanoTime() - startedAtNanos);
  }

  @Override
  public boolean loading() {
    return false;
  }

  @Override
  public double operationsPerSecond() {
    return picture.operationsPerSecond();
  }

  @Override
  public MemoryUse memory() {
    MemoryLimit limit = room.limit();
    return new MemoryUse(
        room.usedBytes(), ResidentMemory.bytes(), limit.bytes(), limit.policy().toString());
  }

  @Override
  public ProcessorUse processor() {
    return ProcessorTime.used();
  }

  @Override
  public KeyCounts keys() {
    long keys = 0;
    long expiring = 0;
    for (NodeLoop loop : loops.all()) {
      for (SegmentSnapshot segment : loop.snapshot()) {
        if (segment.configuration().primary().equals(self)) {
          keys += segment.keys();
          expiring += segment.expiring();
        }
      }
    }
    return new KeyCounts(keys, expiring);
  }

  @Override
  public List<Section> sections() {
    return List.of(
        new Section(
            "Starling",
            List.of(
                "node_id:" + self.toHex(),
                "nodes_present:" + picture.presentCount(),
                "segments_primary:" + picture.primaries(),
                "segments_unverified:" + picture.totals().unverified(),
                "segments_without_primary:" + picture.totals().withoutPrimary())));
  }

  /** Bytes that copies on their way in, or out, take. */
  long reservedBytes() {
    return room.reservedBytes();
  }
}
