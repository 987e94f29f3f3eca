package io.starling.node.bench;

import io.starling.node.settings.HostAndPort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where load goes.
 *
 * @param addresses of nodes, at least one; clients start at them in turn
 * @param cluster whether they speak Redis Cluster, so that each key goes to its primary
 * @param password for AUTH; null: none
 * @param waitFor replicas that WAIT names after each write, which is done when they have it; 0: no
 *     WAIT. For servers whose writes are answered before they are replicated
 */
public record Target(
    List<HostAndPort> addresses, boolean cluster, @Nullable String password, int waitFor) {
  private static final int WAIT_FOR_MAX = 100;

  public Target {
    addresses = List.copyOf(addresses);
    if (waitFor < 0 || waitFor > WAIT_FOR_MAX) {
      throw new IllegalArgumentException(
          "--wait: %d is out of range: give 0 to %d".formatted(waitFor, WAIT_FOR_MAX));
    }
  }
}
