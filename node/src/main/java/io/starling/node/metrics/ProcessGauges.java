package io.starling.node.metrics;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the virtual machine says about this process. */
final class ProcessGauges {
  private ProcessGauges() {}

  static void register(NodeMetrics metrics) {
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    metrics.gauge("process.uptime.seconds", () -> runtime.getUptime() / 1000.0);
    metrics.total("process.cpu.seconds", ProcessGauges::processorSeconds);
    metrics.gauge("process.threads", ManagementFactory.getThreadMXBean()::getThreadCount);
    metrics.gauge("heap.used.bytes", () -> memory.getHeapMemoryUsage().getUsed());
    metrics.gauge("heap.max.bytes", () -> memory.getHeapMemoryUsage().getMax());
    metrics.total("gc.collections", () -> collected(GarbageCollectorMXBean::getCollectionCount));
    metrics.total(
        "gc.seconds", () -> collected(GarbageCollectorMXBean::getCollectionTime) / 1000.0);
  }

  private static double processorSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(spent -> spent.toMillis() / 1000.0)
        .orElse(Double.NaN);
  }

  private static long collected(ToLongFunction<GarbageCollectorMXBean> what) {
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    return collectors.stream().mapToLong(what).sum();
  }
}
