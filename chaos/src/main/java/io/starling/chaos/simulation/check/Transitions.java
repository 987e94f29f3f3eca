package io.starling.chaos.simulation.check;

import io.starling.node.replication.ReplicaEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tells whoever wants to know of the transitions of all replicas, as they happen. */
public final class Transitions {
  private final List<Consumer<ReplicaEvent>> watchers = new ArrayList<>();

  /** From now on this watcher is told. */
  public void watch(Consumer<ReplicaEvent> watcher) {
    watchers.add(watcher);
  }

  /** A replica has passed a transition. */
  public void happened(ReplicaEvent event) {
    watchers.forEach(watcher -> watcher.accept(event));
  }
}
