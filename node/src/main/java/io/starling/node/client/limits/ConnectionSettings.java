package io.starling.node.client.limits;

import io.starling.node.resp.RequestLimits;
import io.starling.node.routing.Levels;
import io.starling.node.settings.ClientLimits;

/**
 * What holds for every connection. CONFIG SET replaces the whole record.
 *
 * @param requests limits of the requests of an authenticated client; they follow from {@code
 *     limits}
 * @param protectedMode without a password only clients of this machine are served
 * @param levels of connections that ask for nothing else
 */
public record ConnectionSettings(
    ClientLimits limits,
    RequestLimits requests,
    Credentials credentials,
    boolean protectedMode,
    Levels levels) {
  private static final int ARGUMENT_COUNT_MAX = 1024 * 1024;
  private static final long ARGUMENT_LENGTH_MAX = 512L << 20;

  /** Settings of which the limits of requests follow from those of clients. */
  public static ConnectionSettings of(
      ClientLimits limits, Credentials credentials, boolean protectedMode, Levels levels) {
    return new ConnectionSettings(
        limits, requestLimits(limits), credentials, protectedMode, levels);
  }

  private static RequestLimits requestLimits(ClientLimits limits) {
    long bytes = limits.queryBufferBytes();
    return RequestLimits.authenticated(
        ARGUMENT_COUNT_MAX, (int) Math.min(ARGUMENT_LENGTH_MAX, bytes), bytes);
  }

  /** The same with other limits. */
  public ConnectionSettings withLimits(ClientLimits changed) {
    return of(changed, credentials, protectedMode, levels);
  }

  ConnectionSettings withProtectedMode(boolean changed) {
    return new ConnectionSettings(limits, requests, credentials, changed, levels);
  }
}
