package io.starling.gossip.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the connections between nodes.
 *
 * @param bind the address to listen on
 * @param advertisedHost the name or address under which other nodes reach this one
 * @param secret shared by all nodes of the cluster
 * @param tls certificates for mutual TLS, or null for none
 * @param queueBytesMax bytes that may wait for one peer; more is refused
 * @param handshakeTimeout a connection that has not proved itself by then is closed
 * @param strangersMax connections accepted but not yet authenticated; one more is closed at once
 */
public record PeerSettings(
    PeerAddress bind,
    String advertisedHost,
    SharedSecret secret,
    @Nullable PeerTls tls,
    int queueBytesMax,
    Duration handshakeTimeout,
    int strangersMax) {
  private static final int QUEUE_BYTES_MAX_DEFAULT = 64 << 20;
  private static final Duration HANDSHAKE_TIMEOUT_DEFAULT = Duration.ofSeconds(3);
  private static final int STRANGERS_MAX_DEFAULT = 64;

  public PeerSettings {
    if (queueBytesMax < 1) {
      throw new IllegalArgumentException("the queue of a peer holds at least 1 byte");
    }
    if (handshakeTimeout.isNegative() || handshakeTimeout.isZero()) {
      throw new IllegalArgumentException("the handshake needs some time, not " + handshakeTimeout);
    }
    if (strangersMax < 1) {
      throw new IllegalArgumentException("at least 1 connection must be able to shake hands");
    }
  }

  /** The usual limits. */
  public static PeerSettings of(PeerAddress bind, String advertisedHost, SharedSecret secret) {
    return new PeerSettings(
        bind,
        advertisedHost,
        secret,
        null,
        QUEUE_BYTES_MAX_DEFAULT,
        HANDSHAKE_TIMEOUT_DEFAULT,
        STRANGERS_MAX_DEFAULT);
  }

  /** The same, with mutual TLS under everything. */
  public PeerSettings withTls(PeerTls certificates) {
    return new PeerSettings(
        bind, advertisedHost, secret, certificates, queueBytesMax, handshakeTimeout, strangersMax);
  }

  /** The same, with another bound on the bytes that wait for one peer. */
  public PeerSettings withQueueBytesMax(int bytes) {
    return new PeerSettings(
        bind, advertisedHost, secret, tls, bytes, handshakeTimeout, strangersMax);
  }

  /** The same, with another time limit for the handshake and another bound on strangers. */
  public PeerSettings withStrangers(Duration timeout, int connectionsMax) {
    return new PeerSettings(
        bind, advertisedHost, secret, tls, queueBytesMax, timeout, connectionsMax);
  }
}
