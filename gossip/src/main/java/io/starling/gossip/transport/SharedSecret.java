package io.starling.gossip.transport;

import java.nio.charset.StandardCharsets;

/**
 * What the nodes of one cluster know and nobody else. Never printed, never sent. Choose it at
 * random: 128 bits or more.
 */
public final class SharedSecret {
  private final byte[] bytes;

  private SharedSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The secret in an operator's file or variable; empty for a cluster without one. */
  public static SharedSecret of(String text) {
    return new SharedSecret(text.getBytes(StandardCharsets.UTF_8));
  }

  /** No secret: anybody who reaches the port is a peer, so only loopback addresses may be bound. */
  public static SharedSecret none() {
    return new SharedSecret(new byte[0]);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return isEmpty() ? "no secret" : "a secret";
  }
}
