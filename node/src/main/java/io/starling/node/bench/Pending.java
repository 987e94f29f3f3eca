package io.starling.node.bench;

/**
 * A request on its way.
 *
 * @param intendedNanos when it was meant to start
 * @param redirects how often another node sent it on
 */
record Pending(Request request, long intendedNanos, int redirects) {
  private static final int REDIRECTS_MAX = 5;

  Pending redirected() {
    return new Pending(request, intendedNanos, redirects + 1);
  }

  boolean mayBeRedirected() {
    return redirects < REDIRECTS_MAX;
  }
}
