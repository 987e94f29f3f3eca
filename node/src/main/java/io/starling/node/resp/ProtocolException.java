package io.starling.node.resp;

/**
 * The bytes of a client are not a request, or exceed a limit. Nothing that follows them can be
 * understood: the connection answers with the message and closes.
 */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1;

  ProtocolException(String reason) {
    // Made at the pace of whoever sends garbage, so without a stack trace.
    super("Protocol error: " + reason, null, false, false);
  }
}
