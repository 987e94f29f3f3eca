package io.starling.gossip.transport;

/**
 * Where a node accepts connections of its peers.
 *
 * @param host a name or a literal IP address (IPv6 without brackets)
 * @param port 1 to 65535; 0 in an address to bind: any free port
 */
public record PeerAddress(String host, int port) {
  private static final int HOST_LENGTH_MAX = 255;

  public PeerAddress {
    if (host.isEmpty() || host.length() > HOST_LENGTH_MAX) {
      throw new IllegalArgumentException("a host name has 1 to 255 characters, not: " + host);
    }
    if (port < 0 || port > 0xffff) {
      throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + port);
    }
  }

  /**
   * Reads HOST:PORT or [IPV6]:PORT.
   *
   * @throws IllegalArgumentException if {@code text} is neither
   */
  public static PeerAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("an address has the form HOST:PORT, not: " + text);
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      return new PeerAddress(host, Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("an address has the form HOST:PORT, not: " + text, e);
    }
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ':' + port : '[' + host + "]:" + port;
  }
}
