package io.starling.chaos.simulation.fault;

import io.starling.chaos.simulation.cluster.Cluster;
import io.starling.chaos.simulation.cluster.Health;
import io.starling.chaos.simulation.cluster.Machine;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that one node at most loses data between two moments at which all members are in sync:
 * more than a minority nobody promises to survive (I3).
 */
public final class LossBudget {
  private static final Duration LOOK = Duration.ofMillis(30);

  private final Cluster cluster;
  private final Health health;
  private boolean wasInSync;
  private @Nullable NodeId lossy;

  public LossBudget(Cluster cluster) {
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

  /**
   * Whether the node on this machine may lose data now; if so it is taken that it does. After a
   * wipe there is another node on the machine, which may be a member beside the lost one.
   */
  boolean spendOn(Machine machine) {
    boolean allowed = wasInSync && (lossy == null || lossy.equals(machine.id()));
    if (allowed) {
      lossy = machine.id();
    }
    return allowed;
  }
}
