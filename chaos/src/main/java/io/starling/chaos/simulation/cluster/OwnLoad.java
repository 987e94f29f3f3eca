package io.starling.chaos.simulation.cluster;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.gossip.status.Resources;
import io.starling.node.load.DemandCount;
import io.starling.node.load.LoadBook;
import io.starling.node.load.LoopMeasure;
import io.starling.node.load.MachineReading;
import io.starling.node.load.NodeLoad;
import io.starling.node.load.SegmentMeasure;
import io.starling.node.metrics.LatencyBuckets;
import io.starling.node.replication.Replica;
import io.starling.node.shard.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a node measures of itself: what its replicas counted, and beside it a load of each segment
 * that is the same all the time.
 */
final class OwnLoad {
  /** Processor time of a read. */
  private static final double UNIT_NANOS = 20_000;

  private static final int READS_TO_A_WRITE = 4;
  private static final int REQUEST_BYTES = 50;

  private final LoadCharacter character;
  private final Resources capacity;
  private final LoadBook book = new LoadBook();
  private final TreeMap<Integer, Constant> constant = new TreeMap<>();
  private long measuredAtNanos;
  private double processorNanos;
  private long networkBytes;

  /** What a segment was asked here beside what clients asked. */
  private record Constant(double reads, double writes, double appends) {
    static final Constant NONE = new Constant(0, 0, 0);

    Constant asPrimary(double moreReads) {
      return new Constant(reads + moreReads, writes + moreReads / READS_TO_A_WRITE, appends);
    }

    Constant asBackup(double moreReads) {
      return new Constant(reads, writes, appends + moreReads / READS_TO_A_WRITE);
    }
  }

  OwnLoad(LoadCharacter character, int machine, long nowNanos) {
    this.character = character;
    this.capacity = character.capacityOf(machine);
    this.measuredAtNanos = nowNanos;
  }

  /** As it was measured last. */
  NodeLoad load() {
    return book.load();
  }

  /** Measures once more. */
  void measure(Shard shard, long nowNanos) {
    double seconds = (nowNanos - measuredAtNanos) / 1e9;
    measuredAtNanos = nowNanos;
    processorNanos = 0;
    networkBytes = 0;
    long bytes = 0;
    List<SegmentMeasure> segments = new ArrayList<>();
    for (Replica replica : shard.replicas()) {
      SegmentCopy copy = replica.copy();
      if (copy != null) {
        bytes += copy.usedBytes();
      }
      SegmentMeasure measure = measure(replica, copy == null ? 0 : copy.usedBytes(), seconds);
      if (copy != null) {
        segments.add(measure);
      }
    }
    book.take(
        capacity,
        new MachineReading(nowNanos, (long) processorNanos, bytes, bytes, networkBytes),
        List.of(
            new LoopMeasure(nowNanos, (long) processorNanos, 0, segments, shard.roundTripNanos())),
        new long[LatencyBuckets.BOUNDED + 1]);
  }

  private SegmentMeasure measure(Replica replica, long bytes, double seconds) {
    int segment = replica.segment();
    double more = seconds * character.readsOf(segment);
    Constant before = constant.getOrDefault(segment, Constant.NONE);
    Constant now =
        replica.isPrimary()
            ? before.asPrimary(more)
            : replica.isMember() ? before.asBackup(more) : before;
    constant.put(segment, now);
    DemandCount count = plus(replica.demand().count(), now);
    processorNanos += UNIT_NANOS * (count.reads() + 2.0 * count.writes() + 1.2 * count.appends());
    networkBytes += count.bytesIn() + count.bytesOut();
    return new SegmentMeasure(segment, replica.isPrimary(), 0, bytes, 0, count);
  }

  private static DemandCount plus(DemandCount count, Constant constant) {
    long reads = (long) constant.reads;
    long writes = (long) constant.writes;
    long appends = (long) constant.appends;
    return new DemandCount(
        count.reads() + reads,
        count.writes() + writes,
        count.appends() + appends,
        count.turnedAway(),
        count.bytesIn() + REQUEST_BYTES * (reads + writes + appends),
        count.bytesOut() + REQUEST_BYTES * reads,
        count.bytesWritten() + REQUEST_BYTES * (writes + appends));
  }
}
