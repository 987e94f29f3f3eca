package io.starling.node.admin;

import org.jspecify.annotations.Nullable;

/**
 * What is sent back.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body never with a secret in it
 * @param allow the verbs that would have been right; null unless the status is 405
 */
record AdminResponse(int status, String contentType, String body, @Nullable String allow) {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";

  static AdminResponse text(int status, String body) {
    return new AdminResponse(status, TEXT, body + "\n", null);
  }

  static AdminResponse json(String body) {
    return new AdminResponse(200, JSON, body, null);
  }

  static AdminResponse metrics(String body) {
    return new AdminResponse(200, "text/plain; version=0.0.4; charset=utf-8", body, null);
  }

  static AdminResponse wrongVerb(String allow) {
    return new AdminResponse(405, TEXT, "only " + allow + " here\n", allow);
  }
}
