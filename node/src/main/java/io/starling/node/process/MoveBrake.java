package io.starling.node.process;

import io.starling.node.load.LatencyWindow;
import io.starling.node.load.NodeLoad;
import io.starling.node.load.SegmentLoad;
import io.starling.node.loop.NodeLoop;
import io.starling.node.loop.NodeLoops;
import io.starling.node.metrics.NodeMetrics;
import io.starling.node.migration.MovePace;
import io.starling.node.migration.MovePace.Felt;

/**
 * Has the loops ship for moves no more than the clients of this node put up with. For one thread.
 */
final class MoveBrake {
  /** Fewer commands in a window do not tell what the slowest hundredth of them is. */
  private static final long COUNT_MIN = 200;

  private final NodeMetrics metrics;
  private final NodeLoops loops;
  private final OwnLoad load;
  private final MovePace pace;
  private final LatencyWindow latency = new LatencyWindow();
  private double told = Double.NaN;

  /**
   * @param bytesPerSecondMax of all moves from this node and to it
   */
  MoveBrake(NodeMetrics metrics, NodeLoops loops, OwnLoad load, double bytesPerSecondMax) {
    this.metrics = metrics;
    this.loops = loops;
    this.load = load;
    this.pace = new MovePace(bytesPerSecondMax, System.nanoTime());
  }

  /**
   * Feels once more, and tells the loops; some times a second.
   *
   * @param ships whether copies are on their way
   */
  void run(boolean ships) {
    latency.take(metrics.latencyCounts());
    double lag = 0;
    for (NodeLoop loop : loops.all()) {
      lag = Math.max(lag, loop.takeLagMillis());
    }
    double p99 = latency.count() >= COUNT_MIN ? latency.p99Millis() : 0;
    double commands = Math.max(load.operationsPerSecond(), commands(load.load()));
    double rate = pace.next(new Felt(commands, p99, lag, ships), System.nanoTime());
    if (rate != told) {
      told = rate;
      double share = rate / loops.all().size();
      loops.all().forEach(loop -> loop.run(() -> loop.limitMoves(share)));
    }
  }

  private static double commands(NodeLoad load) {
    return load.segments().stream()
        .filter(SegmentLoad::primary)
        .mapToDouble(segment -> segment.recent().demand().commands())
        .sum();
  }
}
