package io.starling.forecast.shed;

import java.util.List;

/**
 * Where the copies of one segment are or should be.
 *
 * @param primary the member that orders the writes
 * @param members all that hold a copy
 * @param <N> the name of a node
 */
public record Placement<N extends Comparable<N>>(N primary, List<N> members) {
  public Placement {
    members = members.stream().sorted().distinct().toList();
    if (!members.contains(primary)) {
      throw new IllegalArgumentException("primary " + primary + " is none of " + members);
    }
  }
}
