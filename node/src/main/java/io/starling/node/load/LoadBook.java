package io.starling.node.load;

import io.starling.gossip.status.Resources;
import io.starling.storage.id.NodeId;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes of what the loops and the machine tell, once a second, how busy this node is. What is
 * published is for any thread; the rest belongs to one.
 */
public final class LoadBook {
  private static final int LAGS_MAX = 5;

  private final TreeMap<Integer, SegmentSeries> series = new TreeMap<>();
  private final TreeMap<Integer, LoopMeasure> lastByLoop = new TreeMap<>();
  private final WorkCost cost = new WorkCost();
  private final MachineSeries machine = new MachineSeries();
  private final LatencyWindow latency = new LatencyWindow();
  private final ArrayDeque<Long> lagNanos = new ArrayDeque<>();
  private volatile NodeLoad load = NodeLoad.UNKNOWN;

  /** How busy the node was when it was last measured; any thread. */
  public NodeLoad load() {
    return load;
  }

  /**
   * Takes what there is to tell now.
   *
   * @param capacity of the node at present
   * @param loops the last measure of each loop, in the order of the loops
   * @param latencyCounts of all commands since the start, by bucket
   */
  public void take(
      Resources capacity, MachineReading reading, List<LoopMeasure> loops, long[] latencyCounts) {
    machine.take(reading);
    latency.take(latencyCounts);
    takeLoops(loops);
    noteLag(loops);
    List<SegmentLoad> segments = series.values().stream().map(each -> each.load(cost)).toList();
    load =
        new NodeLoad(
            capacity,
            machine.used(),
            movable(machine.used(), segments),
            lagNanos.stream().mapToLong(Long::longValue).max().orElse(0) / 1e6,
            latency.p99Millis(),
            segments,
            roundTrips(loops));
  }

  private static Resources movable(Resources used, List<SegmentLoad> segments) {
    double cores = 0;
    double network = 0;
    for (SegmentLoad segment : segments) {
      cores += segment.recent().here().cpu();
      network += segment.recent().here().network();
    }
    return new Resources(cores, used.memory(), used.disk(), network);
  }

  private void takeLoops(List<LoopMeasure> loops) {
    double units = 0;
    double nanos = 0;
    double longest = 0;
    TreeSet<Integer> held = new TreeSet<>();
    for (int loop = 0; loop < loops.size(); loop++) {
      LoopMeasure now = loops.get(loop);
      LoopMeasure before = lastByLoop.put(loop, now);
      double seconds = before == null ? 0 : (now.atNanos() - before.atNanos()) / 1e9;
      for (SegmentMeasure measure : now.segments()) {
        held.add(measure.segment());
        units += WorkCost.units(take(measure, seconds));
      }
      if (before != null && seconds > 0) {
        nanos += (now.processorNanos() - before.processorNanos()) / seconds;
        longest = Math.max(longest, seconds);
      }
    }
    if (longest > 0) {
      cost.learn(units, Math.max(0, nanos), longest);
    }
    series.keySet().retainAll(held);
  }

  private Demand take(SegmentMeasure measure, double seconds) {
    SegmentSeries known = series.get(measure.segment());
    if (known == null || !known.isContinuedBy(measure)) {
      series.put(measure.segment(), new SegmentSeries(measure));
      return Demand.NONE;
    }
    return seconds > 0 ? known.take(measure, seconds) : Demand.NONE;
  }

  private void noteLag(List<LoopMeasure> loops) {
    if (lagNanos.size() == LAGS_MAX) {
      lagNanos.removeFirst();
    }
    lagNanos.addLast(loops.stream().mapToLong(LoopMeasure::lateNanos).max().orElse(0));
  }

  /** Of what several loops see of a peer the shortest: it waited least for a busy loop. */
  private static SortedMap<NodeId, Long> roundTrips(List<LoopMeasure> loops) {
    TreeMap<NodeId, Long> shortest = new TreeMap<>();
    loops.forEach(
        loop ->
            loop.roundTripNanos().forEach((peer, nanos) -> shortest.merge(peer, nanos, Math::min)));
    return Collections.unmodifiableSortedMap(shortest);
  }
}
