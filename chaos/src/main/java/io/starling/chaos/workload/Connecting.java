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
public record Connecting(
    List<Address> addresses, Duration timeout, @Nullable String password, Recovery recovery) {
  /** Who deals with a connection that has ended. */
  public enum Recovery {
    /**
     * The caller: every call is sent once, and what became of it is told as exactly as it can be.
     */
    BY_CALLER,
    /**
     * The client, set up as by people who restart their servers: Jedis tests a connection before it
     * is used, Lettuce reconnects and sends again what was not answered. What happened twice by
     * that is a contradiction in the history.
     */
    BY_CLIENT
  }

  public Connecting {
    addresses = List.copyOf(addresses);
  }

  int timeoutMillis() {
    return Math.toIntExact(timeout.toMillis());
  }
}
