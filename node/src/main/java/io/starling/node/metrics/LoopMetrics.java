package io.starling.node.metrics;

/**
 * What one event loop counts while it serves. Written by that loop only.
 *
 * @param commands that clients sent, of any kind
 * @param reads commands on keys that change nothing
 * @param writes commands on keys that may change something
 * @param failures commands answered with an error, other than an unknown outcome
 * @param unknowns commands whose outcome is unknown to the client
 * @param forwards requests sent on to the node that serves their segment
 * @param inputBytes that clients sent
 * @param outputBytes that were sent to clients
 * @param latency from a command read to its reply sent
 * @param seals how long segments were served by nobody because they changed hands
 */
public record LoopMetrics(
    LoopCounter commands,
    LoopCounter reads,
    LoopCounter writes,
    LoopCounter failures,
    LoopCounter unknowns,
    LoopCounter forwards,
    LoopCounter inputBytes,
    LoopCounter outputBytes,
    LatencyBuckets latency,
    LatencyBuckets seals) {
  LoopMetrics() {
    this(
        new LoopCounter(),
        new LoopCounter(),
        new LoopCounter(),
        new LoopCounter(),
        new LoopCounter(),
        new LoopCounter(),
        new LoopCounter(),
        new LoopCounter(),
        new LatencyBuckets(),
        new LatencyBuckets());
  }
}
