package io.starling.chaos.simulation.check;

import io.starling.gossip.agreement.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Every configuration that was ever decided (I1). */
public final class ConfigurationLedger {
  private final TreeMap<Integer, TreeMap<Long, Configuration>> decided = new TreeMap<>();

  /** A node takes this configuration for decided. */
  public void decided(Configuration configuration) {
    Configuration known =
        decided
            .computeIfAbsent(configuration.segment(), unused -> new TreeMap<>())
            .putIfAbsent(configuration.epoch(), configuration);
    if (known != null && !known.equals(configuration)) {
      throw new InvariantViolatedException(
          Invariant.I1, configuration.segment(), known + " and " + configuration);
    }
  }

  /** The highest configuration of each segment, in order of segments. */
  public List<Configuration> latest() {
    List<Configuration> latest = new ArrayList<>();
    decided.values().forEach(chain -> latest.add(chain.lastEntry().getValue()));
    return latest;
  }
}
