package io.starling.node.process;

import com.sun.management.OperatingSystemMXBean;
import io.starling.gossip.status.Resources;
import io.starling.gossip.transport.TransportCounters;
import io.starling.node.load.LoadBook;
import io.starling.node.load.MachineReading;
import io.starling.node.load.NodeLoad;
import io.starling.node.loop.NodeLoop;
import io.starling.node.loop.NodeLoops;
import io.starling.node.metrics.LoopMetrics;
import io.starling.node.metrics.NodeMetrics;
import io.starling.node.room.NodeRoom;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;

/** How busy this node is, measured once a second by one thread; {@link #load} is for any. */
final class OwnLoad {
  /** Of a loop that keeps up with what is asked of it. */
  private static final double LAG_MILLIS_MAX = 250;

  private final NodeMetrics metrics;
  private final NodeRoom room;
  private final NodeLoops loops;
  private final TransportCounters peers;
  private final FileStore disk;
  private final Resources size;
  private final LoadBook book = new LoadBook();
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long measuredAtNanos = System.nanoTime();
  private long commandsThen;
  private long diskBytesThen;
  private volatile float operationsPerSecond;

  /**
   * @param peers what goes to and comes from the other nodes
   * @param disk that the data directory is on
   * @param size what this node can do, but for a limit of its memory
   */
  OwnLoad(
      NodeMetrics metrics,
      NodeRoom room,
      NodeLoops loops,
      TransportCounters peers,
      FileStore disk,
      Resources size) {
    this.metrics = metrics;
    this.room = room;
    this.loops = loops;
    this.peers = peers;
    this.disk = disk;
    this.size = size;
  }

  /** Measures once more. */
  void measure() {
    long now = System.nanoTime();
    long commands = metrics.commandCount();
    double seconds = Math.max(1e-3, (now - measuredAtNanos) / 1e9);
    operationsPerSecond = (float) ((commands - commandsThen) / seconds);
    measuredAtNanos = now;
    commandsThen = commands;
    book.take(
        capacity(),
        new MachineReading(
            now, system.getProcessCpuTime(), room.usedBytes(), diskUsedBytes(), networkBytes()),
        loops.all().stream().map(NodeLoop::measure).toList(),
        metrics.latencyCounts());
  }

  /** A limit of the memory for entries is all the memory there is. */
  private Resources capacity() {
    long limit = room.limit().bytes();
    double memory = limit == 0 ? size.memory() : limit;
    return new Resources(size.cpu(), memory, size.disk(), size.network());
  }

  private long networkBytes() {
    return metrics.sum(LoopMetrics::inputBytes)
        + metrics.sum(LoopMetrics::outputBytes)
        + peers.bytesReceived()
        + peers.bytesSent();
  }

  /** A disk that does not answer is as full as it was. */
  private long diskUsedBytes() {
    try {
      diskBytesThen = disk.getTotalSpace() - disk.getUsableSpace();
    } catch (IOException unanswered) {
      return diskBytesThen;
    }
    return diskBytesThen;
  }

  /** How busy this node is, as far as was measured. */
  NodeLoad load() {
    return book.load();
  }

  /** Whether so much is asked of this node that it should be spared more. */
  boolean isBusy(double threshold) {
    NodeLoad now = load();
    return now.utilisation().cpu() > threshold
        || now.utilisation().network() > threshold
        || now.loopLagMillis() > LAG_MILLIS_MAX;
  }

  /** Commands a second between the last two measures. */
  float operationsPerSecond() {
    return operationsPerSecond;
  }
}
