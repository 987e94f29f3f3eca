package io.starling.node.admin;

import org.jspecify.annotations.Nullable;

/**
 * A request after the HTTP server has checked its form and its size.
 *
 * @param method such as {@code GET}
 * @param path without the query
 * @param query without the question mark; empty for none
 * @param headers those that decide whether it is let in
 * @param body empty for none
 */
record AdminRequest(String method, String path, String query, Headers headers, String body) {
  /** Whether it asks for something and changes nothing. */
  boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /**
   * Where a request comes from and what it says about that.
   *
   * @param fromLoopback whether the connection comes from this machine
   * @param host of the URL that the client believes to ask
   * @param origin of the page that had a browser ask
   * @param authorization what it shows to be let in
   * @param contentType of the body
   */
  record Headers(
      boolean fromLoopback,
      @Nullable String host,
      @Nullable String origin,
      @Nullable String authorization,
      @Nullable String contentType) {}
}
