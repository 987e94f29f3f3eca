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
 */
public record Target(List<HostAndPort> addresses, boolean cluster, @Nullable String password) {
  public Target {
    addresses = List.copyOf(addresses);
  }
}
