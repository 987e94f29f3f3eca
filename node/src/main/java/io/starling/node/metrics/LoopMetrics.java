package io.starling.node.metrics;

/**
 * What one event loop counts while it serves. Written by that loop only.
 *
 * @param reads commands that change nothing
 * @param writes commands that may change something
 * @param failures commands answered with an error, other than an unknown outcome
 * @param unknowns commands whose outcome is unknown to the client
 * @param forwards commands sent on to the node that serves their segment
 * @param latency from a command read to its reply written
 */
public record LoopMetrics(
    LoopCounter reads,
    LoopCounter writes,
    LoopCounter failures,
    LoopCounter unknowns,
    LoopCounter forwards,
    LatencyBuckets latency) {
  LoopMetrics() {
    this(
        new LoopCounter(),
        new LoopCounter(),
        new LoopCounter(),
        new LoopCounter(),
        new LoopCounter(),
        new LatencyBuckets());
  }
}
