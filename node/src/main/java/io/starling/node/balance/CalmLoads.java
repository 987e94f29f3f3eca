package io.starling.node.balance;

import io.starling.forecast.shed.ResourceVector;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.Collection;
import java.util.TreeMap;

/**
 * The rates that nodes tell, smoothed over about half a minute: a burst of some seconds, such as a
 * start or a collection of garbage, moves nothing. What is counted and not measured is taken as it
 * is told.
 */
final class CalmLoads {
  /** In which a rate that jumps has gone two thirds of the way. */
  static final Duration TIME = Duration.ofSeconds(20);

  private final TreeMap<NodeId, Calm> calm = new TreeMap<>();

  private record Calm(double cpu, double network, long atNanos) {}

  /** Takes what a node tells now; answers what to go by. */
  ResourceVector take(NodeId node, ResourceVector told, long nowNanos) {
    Calm before = calm.get(node);
    Calm now =
        before == null
            ? new Calm(told.cpu(), told.network(), nowNanos)
            : towards(before, told, nowNanos);
    calm.put(node, now);
    return new ResourceVector(now.cpu, told.memory(), told.disk(), now.network, told.presence());
  }

  /** Forgets the nodes that are not there any more. */
  void retain(Collection<NodeId> there) {
    calm.keySet().retainAll(there);
  }

  private static Calm towards(Calm before, ResourceVector told, long nowNanos) {
    double elapsed = Math.max(0, nowNanos - before.atNanos);
    double share = elapsed / (elapsed + TIME.toNanos());
    return new Calm(
        before.cpu + share * (told.cpu() - before.cpu),
        before.network + share * (told.network() - before.network),
        nowNanos);
  }
}
