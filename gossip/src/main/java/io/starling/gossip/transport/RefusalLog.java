package io.starling.gossip.transport;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warnings that a stranger or a misconfigured node can cause: a few at once, then one every ten
 * seconds.
 */
final class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(NettyPeerTransport.class);
  private static final long REFILL_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int BURST = 5;

  private int allowed = BURST;
  private int suppressed;
  private long refilledNanos;

  synchronized void warn(long nowNanos, String what, Object whom, Object why) {
    long refills = (nowNanos - refilledNanos) / REFILL_NANOS;
    if (refills != 0) {
      allowed = (int) Math.min(BURST, allowed + Math.max(0, refills));
      refilledNanos = nowNanos;
    }
    if (allowed == 0) {
      suppressed++;
      return;
    }
    allowed--;
    LOG.warn("{} {}: {}{}", what, whom, why, suppressed == 0 ? "" : suppressedBefore());
    suppressed = 0;
  }

  private String suppressedBefore() {
    return " (" + suppressed + " more such lines were left out)";
  }
}
