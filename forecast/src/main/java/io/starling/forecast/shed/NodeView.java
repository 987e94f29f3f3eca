package io.starling.forecast.shed;

/**
 * What is known of a node that is there; one that is gone is in no view.
 *
 * @param zone what fails together with it
 * @param capacity what it can do; 0 of a resource means that the resource does not count
 * @param load as it told, plus what was granted to it, less what it has shed since
 * @param reserveFreeBytes room for segments on their way in
 * @param accepts takes segments: it is neither draining nor leaving
 * @param distrusted its word is not to be relied on: its loop lags, it has just paused, or its last
 *     report is too old
 * @param movesIn balance moves to it that are under way, or whose load has not shown up yet
 * @param movesOut balance moves away from it that are under way; a batch is one
 * @param p99Millis latency that its clients see
 * @param roundTripMillis from the node that looks to this one; 0 for itself
 * @param <N> the name of a node
 */
public record NodeView<N extends Comparable<N>>(
    N id,
    String zone,
    ResourceVector capacity,
    ResourceVector load,
    double reserveFreeBytes,
    boolean accepts,
    boolean distrusted,
    int movesIn,
    int movesOut,
    double p99Millis,
    double roundTripMillis) {

  /** The same node with another load. */
  public NodeView<N> withLoad(ResourceVector changed) {
    return new NodeView<>(
        id,
        zone,
        capacity,
        changed,
        reserveFreeBytes,
        accepts,
        distrusted,
        movesIn,
        movesOut,
        p99Millis,
        roundTripMillis);
  }
}
