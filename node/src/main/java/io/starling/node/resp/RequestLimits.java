package io.starling.node.resp;

/**
 * What one request may hold.
 *
 * @param argumentCountMax arguments, the command's name included; at least 1
 * @param argumentLengthMax bytes of one argument; at least 1
 * @param requestBytesMax bytes of all arguments of one request, each counted with {@link
 *     #ARGUMENT_OVERHEAD_BYTES} on top, so that many empty ones have a price too
 * @param authenticated whether the client has shown who it is; only the error texts depend on it
 */
public record RequestLimits(
    int argumentCountMax, int argumentLengthMax, long requestBytesMax, boolean authenticated) {
  /** What an argument costs beside its bytes: array header, padding and reference. */
  public static final int ARGUMENT_OVERHEAD_BYTES = 32;

  /** For clients that must still authenticate: the limits of Redis, which AUTH and HELLO fit in. */
  public static final RequestLimits UNAUTHENTICATED =
      new RequestLimits(10, 16 * 1024, 16 * (16 * 1024 + ARGUMENT_OVERHEAD_BYTES), false);

  public RequestLimits {
    if (argumentCountMax < 1 || argumentLengthMax < 1 || requestBytesMax < 1) {
      throw new IllegalArgumentException(
          "limits of a request are at least 1: %d arguments, %d bytes each, %d bytes together"
              .formatted(argumentCountMax, argumentLengthMax, requestBytesMax));
    }
  }

  /** Limits of an authenticated client. */
  public static RequestLimits authenticated(
      int argumentCountMax, int argumentLengthMax, long requestBytesMax) {
    return new RequestLimits(argumentCountMax, argumentLengthMax, requestBytesMax, true);
  }
}
