package io.starling.node.admin;

import io.netty.util.NetUtil;
import io.starling.node.admin.AdminRequest.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in.
 *
 * <ul>
 *   <li>The host that a client believes to ask must be an address, {@code localhost} or this node's
 *       own name: a page whose name was made to point here (DNS rebinding) says its own name.
 *   <li>A request on behalf of a page of another origin is refused.
 *   <li>A change needs the shared secret, unless it comes from this machine; and a content type
 *       that no page can send without asking first.
 * </ul>
 */
final class RequestGuard {
  private static final String SCHEME = "Bearer ";

  private final String ownName;
  private final @Nullable String secret;

  /**
   * @param ownName the host that this node advertises
   * @param secret null: changes only from this machine
   */
  RequestGuard(String ownName, @Nullable String secret) {
    this.ownName = ownName.toLowerCase(Locale.ROOT);
    this.secret = secret;
  }

  /** The refusal of a request; empty: it is let in. */
  Optional<AdminResponse> refusal(AdminRequest request) {
    Headers headers = request.headers();
    if (headers.host() == null || !known(hostOf(headers.host()))) {
      return refuse(421, "this node does not go by that name: ask by address, or as " + ownName);
    }
    if (headers.origin() != null && !sameOrigin(headers.origin(), headers.host())) {
      return refuse(403, "pages of another origin may not ask");
    }
    return request.reads() ? Optional.empty() : refusalOfChange(headers);
  }

  private Optional<AdminResponse> refusalOfChange(Headers headers) {
    if (headers.contentType() == null || !headers.contentType().startsWith("application/json")) {
      return refuse(415, "send JSON, with content type application/json");
    }
    if (headers.fromLoopback() || authorized(headers.authorization())) {
      return Optional.empty();
    }
    return refuse(
        401, "a change needs the shared secret: send the header Authorization: Bearer SECRET");
  }

  private boolean authorized(@Nullable String authorization) {
    if (secret == null || authorization == null || !authorization.startsWith(SCHEME)) {
      return false;
    }
    byte[] shown = authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(shown, secret.getBytes(StandardCharsets.UTF_8));
  }

  private boolean known(String host) {
    return host.equals("localhost")
        || host.equals(ownName)
        || NetUtil.isValidIpV4Address(host)
        || NetUtil.isValidIpV6Address(host);
  }

  private static boolean sameOrigin(String origin, String host) {
    int scheme = origin.indexOf("://");
    return scheme >= 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }

  /** The host of a Host header in lower case, without port, an IPv6 address without brackets. */
  private static String hostOf(String header) {
    String host = header.toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      return host.substring(1, Math.max(1, host.indexOf(']')));
    }
    int colon = host.lastIndexOf(':');
    return colon >= 0 ? host.substring(0, colon) : host;
  }

  private static Optional<AdminResponse> refuse(int status, String text) {
    return Optional.of(AdminResponse.text(status, text));
  }
}
