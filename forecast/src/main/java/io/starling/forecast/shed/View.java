package io.starling.forecast.shed;

import java.util.List;

/**
 * All that a decision depends on. The order of the lists does not matter.
 *
 * @param self the node that decides
 * @param nowMillis of the clock that {@link SegmentView#pastMoves} and {@link Past#overSinceMillis}
 *     are read from
 * @param nodes that are there, this one among them; a node that is gone is missing
 * @param segments those that this node holds a copy of
 * @param <N> the name of a node
 */
public record View<N extends Comparable<N>>(
    N self, long nowMillis, List<NodeView<N>> nodes, List<SegmentView<N>> segments, Past past) {
  public View {
    nodes = List.copyOf(nodes);
    segments = List.copyOf(segments);
  }
}
