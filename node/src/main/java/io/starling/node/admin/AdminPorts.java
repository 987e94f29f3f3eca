package io.starling.node.admin;

import com.codahale.metrics.MetricRegistry;
import java.util.Map;

/**
 * All that the admin server asks of a node.
 *
 * @param readiness whether it serves
 * @param status what the cluster looks like from it
 * @param metrics what it measures
 * @param actions what an operator may have it do, by the last part of their paths, such as {@code
 *     accept-loss}
 */
public record AdminPorts(
    Readiness readiness,
    StatusSource status,
    MetricRegistry metrics,
    Map<String, AdminAction> actions) {
  public AdminPorts {
    actions = Map.copyOf(actions);
  }
}
