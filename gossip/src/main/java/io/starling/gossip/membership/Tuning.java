package io.starling.gossip.membership;

import io.scalecube.cluster.ClusterConfig;
import java.time.Duration;

/**
 * How patient the membership is. A silent member is suspected within one to two probe intervals and
 * removed after {@code SUSPICION_MULTIPLIER * ceil(log2(members + 1))} more: about 10 s with 3
 * nodes, 18 s with 10, 26 s with 50. A pause of 6 s always ends in time.
 */
final class Tuning {
  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);
  private static final Duration PROBE_TIMEOUT = Duration.ofMillis(500);
  private static final int SUSPICION_MULTIPLIER = 4;

  /** Whole tables with one random member: what heals a partition, and finds who missed a gossip. */
  private static final Duration SYNC_INTERVAL = Duration.ofSeconds(3);

  private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(1);

  private Tuning() {}

  static ClusterConfig apply(ClusterConfig config) {
    return config
        .failureDetector(
            options ->
                options.pingInterval(millis(PROBE_INTERVAL)).pingTimeout(millis(PROBE_TIMEOUT)))
        .membership(
            options ->
                options
                    .suspicionMult(SUSPICION_MULTIPLIER)
                    .syncInterval(millis(SYNC_INTERVAL))
                    .syncTimeout(millis(SYNC_TIMEOUT)));
  }

  private static int millis(Duration duration) {
    return (int) duration.toMillis();
  }
}
