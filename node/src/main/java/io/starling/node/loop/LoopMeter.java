package io.starling.node.loop;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.node.load.LoopMeasure;
import io.starling.node.load.SegmentMeasure;
import io.starling.node.replication.Replica;
import io.starling.node.shard.Shard;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Measures a loop, in its thread: what its segments were asked, and whether it keeps up. */
final class LoopMeter {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final LateTicks lateTicks;
  private final long tickNanos;
  private long tickedAtNanos;
  private final AtomicLong lateSinceTaken = new AtomicLong();
  private long lateNanos;
  private volatile LoopMeasure measure;

  /**
   * @param loop its number
   * @param tickNanos time between two ticks of a loop that keeps up
   */
  LoopMeter(int loop, long tickNanos, long nowNanos) {
    this.lateTicks = new LateTicks(loop);
    this.tickNanos = tickNanos;
    this.tickedAtNanos = nowNanos;
    this.measure =
        new LoopMeasure(
            nowNanos, 0, 0, List.of(), Collections.unmodifiableSortedMap(new TreeMap<>()));
  }

  /** A tick has come. */
  void ticked(long nowNanos) {
    long late = nowNanos - tickedAtNanos - tickNanos;
    lateTicks.ticked(late, processorNanos());
    lateNanos = Math.max(lateNanos, late);
    lateSinceTaken.accumulateAndGet(late, Math::max);
    tickedAtNanos = nowNanos;
  }

  /** Takes a measure. */
  void take(Shard shard, long nowNanos) {
    List<SegmentMeasure> segments = new ArrayList<>();
    for (Replica replica : shard.replicas()) {
      SegmentCopy copy = replica.copy();
      if (copy != null) {
        segments.add(
            new SegmentMeasure(
                replica.segment(),
                replica.isPrimary(),
                copy.keyCount(),
                copy.usedBytes(),
                replica.demand().hottestKeyShare(),
                replica.demand().count()));
      }
    }
    measure =
        new LoopMeasure(nowNanos, processorNanos(), lateNanos, segments, shard.roundTripNanos());
    lateNanos = 0;
  }

  /** How late a tick was at most since the last call; for one other thread. */
  long takeLateNanos() {
    return lateSinceTaken.getAndSet(0);
  }

  private long processorNanos() {
    return threads.isCurrentThreadCpuTimeSupported()
        ? Math.max(0, threads.getCurrentThreadCpuTime())
        : 0;
  }

  /** The last measure that was taken; for any thread. */
  LoopMeasure last() {
    return measure;
  }
}
