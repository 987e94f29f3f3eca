package io.starling.node.bench;

/** A connection that requests go through, in order. */
interface Lane {
  /** Sends a request, soon. */
  void send(Pending pending);
}
