package io.starling.chaos.simulation.fault;

import io.starling.chaos.simulation.cluster.Cluster;
import io.starling.chaos.simulation.cluster.Health;
import io.starling.chaos.simulation.cluster.Machine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that one machine at most loses data between two moments at which all members are in
 * sync: more than a minority nobody promises to survive (I3).
 */
final class LossBudget {
  private static final Duration LOOK = Duration.ofMillis(30);

  private final Cluster cluster;
  private final Health health;
  private boolean wasInSync;
  private @Nullable Machine lossy;

  LossBudget(Cluster cluster) {
    this.cluster = cluster;
    this.health = new Health(cluster);
  }

  /** Begins to look for moments at which all is in sync. */
  void watch() {
    if (health.whyNotInSync() == null) {
      wasInSync = true;
      lossy = null;
    }
    cluster.queue().after(LOOK.toNanos(), this::watch);
  }

  /** Whether this machine may lose data now; if so it is taken that it does. */
  boolean spendOn(Machine machine) {
    boolean allowed = wasInSync && (lossy == null || lossy == machine);
    if (allowed) {
      lossy = machine;
    }
    return allowed;
  }
}
