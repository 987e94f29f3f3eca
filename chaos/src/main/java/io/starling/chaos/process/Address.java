package io.starling.chaos.process;

/**
 * Where a server listens.
 *
 * @param host an IPv4 address in figures
 */
public record Address(String host, int port) {
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
