package io.starling.chaos.workload;

import io.starling.chaos.process.Address;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How clients reach a cluster.
 *
 * @param addresses of all its nodes
 * @param timeout after which a call without an answer has an unknown outcome
 * @param password null: none is asked for
 */
public record Connecting(List<Address> addresses, Duration timeout, @Nullable String password) {
  public Connecting {
    addresses = List.copyOf(addresses);
  }

  int timeoutMillis() {
    return Math.toIntExact(timeout.toMillis());
  }
}
