package io.starling.node.process;

import io.starling.node.client.server.Parameter;
import io.starling.node.cluster.ClusterFacts;
import io.starling.node.settings.ClusterSettings;
import io.starling.node.settings.DurabilitySettings.Durability;
import io.starling.node.settings.NetworkSettings;
import io.starling.node.settings.NodeSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The rows of CONFIG that tell how the node was started, under the names of its settings, and under
 * those that Redis has for the same thing. None of them can change while it runs.
 */
final class NodeParameters {
  private NodeParameters() {}

  static List<Parameter> of(NodeSettings settings, ClusterFacts facts) {
    return Stream.of(
            network(settings.network()), cluster(settings.cluster(), facts), disk(settings))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Parameter> network(NetworkSettings network) {
    return List.of(
        fixed("bind", network.bind().getHostAddress()),
        fixed("port", network.port()),
        fixed("cluster-port", network.clusterPort()),
        fixed("peer-port", network.peerPort()),
        fixed("admin-port", network.adminPort()),
        fixed("advertise", network.advertise()),
        fixed("zone", network.zone()));
  }

  private static List<Parameter> cluster(ClusterSettings cluster, ClusterFacts facts) {
    return List.of(
        fixed("replicas", cluster.replicas()),
        fixed("segments", facts.layout().segmentCount()),
        fixed("lease", millis(facts.lease())),
        fixed("write-level", written(cluster.levels().write())),
        fixed("read-level", written(cluster.levels().read())));
  }

  private static List<Parameter> disk(NodeSettings settings) {
    Durability durability = settings.durability().durability();
    return List.of(
        fixed("dir", settings.data().directory()),
        fixed("durability", written(durability)),
        fixed("appendfsync", durability == Durability.SYNC ? "always" : "everysec"),
        fixed("disk-reserve", settings.durability().diskReserveBytes()),
        fixed("reserve", settings.memory().reserveBytes()),
        fixed("compare-interval", millis(settings.audits().compare())),
        fixed("scrub-interval", millis(settings.audits().scrub())),
        fixed("loops", settings.process().loops()),
        fixed("stop-timeout", millis(settings.process().stopTimeout())));
  }

  private static Parameter fixed(String name, Object value) {
    return Parameter.fixed(name, value::toString);
  }

  private static String written(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private static String millis(Duration time) {
    return time.toMillis() + "ms";
  }
}
