package io.starling.node.loop;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log that a loop came late, and what its thread did meanwhile: it worked, or the
 * collector of garbage did, or neither, in which case the machine has too much to do, was
 * suspended, or made the thread wait for its disk.
 *
 * <p>Belongs to its loop.
 */
final class LateTicks {
  private static final Logger LOG = LoggerFactory.getLogger(LateTicks.class);

  /** Half of a lease as it is by default: later, and others would take over. */
  private static final long WORTH_SAYING_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final int loop;
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private long workedNanos;
  private long collectedMillis;

  LateTicks(int loop) {
    this.loop = loop;
  }

  /**
   * A tick has come, so late.
   *
   * @param worked time of a processor that the thread has had so far, in nanoseconds
   */
  void ticked(long lateNanos, long worked) {
    long collected = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      collected += Math.max(0, collector.getCollectionTime());
    }
    if (lateNanos >= WORTH_SAYING_NANOS) {
      LOG.warn(
          "loop {} came {} ms late; its thread worked for {} ms meanwhile, the garbage collector for"
              + " {} ms",
          loop,
          TimeUnit.NANOSECONDS.toMillis(lateNanos),
          TimeUnit.NANOSECONDS.toMillis(worked - workedNanos),
          collected - collectedMillis);
    }
    workedNanos = worked;
    collectedMillis = collected;
  }
}
