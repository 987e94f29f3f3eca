package io.starling.chaos.simulation.check;

import io.starling.gossip.agreement.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every configuration that was ever decided (I1). */
public final class ConfigurationLedger {
  private final TreeMap<Integer, TreeMap<Long, Configuration>> decided = new TreeMap<>();

  /**
   * A node takes this configuration for decided.
   *
   * @return whether nobody did so before
   */
  public boolean decided(Configuration configuration) {
    Configuration known =
        decided
            .computeIfAbsent(configuration.segment(), unused -> new TreeMap<>())
            .putIfAbsent(configuration.epoch(), configuration);
    if (known != null && !known.equals(configuration)) {
      throw new InvariantViolatedException(
          Invariant.I1, configuration.segment(), known + " and " + configuration);
    }
    return known == null;
  }

  /** How often a decision put other members in the place of present ones. */
  public long copiesMoved() {
    return decided.values().stream().mapToLong(ConfigurationLedger::copiesMoved).sum();
  }

  private static long copiesMoved(SortedMap<Long, Configuration> chain) {
    long moved = 0;
    for (Configuration next : chain.values()) {
      Configuration before = chain.get(next.epoch() - 1);
      moved += before != null && !next.members().containsAll(before.members()) ? 1 : 0;
    }
    return moved;
  }

  /** How many configurations were decided. */
  public long decisions() {
    return decided.values().stream().mapToLong(TreeMap::size).sum();
  }

  /** The highest configuration of each segment, in order of segments. */
  public List<Configuration> latest() {
    List<Configuration> latest = new ArrayList<>();
    decided.values().forEach(chain -> latest.add(chain.lastEntry().getValue()));
    return latest;
  }
}
