package io.starling.node.process;

import com.sun.management.OperatingSystemMXBean;
import io.starling.gossip.status.Utilisation;
import io.starling.node.metrics.NodeMetrics;
import io.starling.node.room.NodeRoom;
import java.lang.management.ManagementFactory;

/** How busy this node is, measured between one question and the next. Asked by one thread. */
final class OwnLoad {
  private final NodeMetrics metrics;
  private final NodeRoom room;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long askedAtNanos = System.nanoTime();
  private long commandsThen;

  OwnLoad(NodeMetrics metrics, NodeRoom room) {
    this.metrics = metrics;
    this.room = room;
  }

  /** Commands a second since the question before. */
  float operationsPerSecond() {
    long now = System.nanoTime();
    long commands = metrics.commandCount();
    double seconds = Math.max(1e-3, (now - askedAtNanos) / 1e9);
    float rate = (float) ((commands - commandsThen) / seconds);
    askedAtNanos = now;
    commandsThen = commands;
    return rate;
  }

  /** Fractions of what the machine, or the limit, allows; disk and network are not measured yet. */
  Utilisation utilisation() {
    double cpu = system.getProcessCpuLoad();
    long limit = room.limit().bytes();
    double memory = limit == 0 ? 0 : (double) room.usedBytes() / limit;
    return new Utilisation(fraction(cpu), fraction(memory), 0, 0);
  }

  private static float fraction(double value) {
    return (float) Math.clamp(Double.isNaN(value) ? 0 : value, 0, 1);
  }
}
