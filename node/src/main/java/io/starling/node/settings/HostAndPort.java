package io.starling.node.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something listens, not yet resolved.
 *
 * @param host a name or a literal address; an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record HostAndPort(String host, int port) {
  private static final Pattern TEXT =
      Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([^\\s:\\[\\]]+))(?::(\\d{1,5}))?");

  public HostAndPort {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(port + " is no port: give a number from 1 to 65535");
    }
  }

  /**
   * Reads {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}.
   *
   * @param defaultPort if the text names none
   * @throws IllegalArgumentException if the text is none of these; the message says what to write
   */
  public static HostAndPort parse(String text, int defaultPort) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no address: write HOST:PORT, an IPv6 address as [::1]:" + defaultPort);
    }
    String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    int port = matcher.group(3) != null ? Integer.parseInt(matcher.group(3)) : defaultPort;
    return new HostAndPort(host, port);
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
