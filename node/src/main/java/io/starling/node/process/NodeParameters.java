package io.starling.node.process;

import io.starling.node.client.server.Parameter;
import io.starling.node.cluster.ClusterFacts;
import io.starling.node.settings.BalanceSettings;
import io.starling.node.settings.ClusterSettings;
import io.starling.node.settings.DurabilitySettings.Durability;
import io.starling.node.settings.HostAndPort;
import io.starling.node.settings.NetworkSettings;
import io.starling.node.settings.NodeSettings;
import io.starling.node.settings.Setting;
import io.starling.node.settings.TlsFiles;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of CONFIG that tell how the node was started, under the names of its settings, and under
 * those that Redis has for the same thing. None of them can change while it runs; none is secret.
 */
final class NodeParameters {
  private NodeParameters() {}

  static List<Parameter> of(NodeSettings settings, ClusterFacts facts) {
    TlsFiles clients = settings.security().clientTls();
    TlsFiles peers = settings.security().peerTls();
    return Stream.of(
            network(settings.network()),
            tls(clients, Setting.TLS_CERT, Setting.TLS_KEY, Setting.TLS_CLIENT_CA),
            tls(peers, Setting.PEER_TLS_CERT, Setting.PEER_TLS_KEY, Setting.PEER_TLS_CA),
            cluster(settings.cluster(), facts),
            disk(settings),
            balance(settings.balance()),
            process(settings))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Parameter> network(NetworkSettings network) {
    return List.of(
        fixed(Setting.BIND, network.bind().getHostAddress()),
        fixed(Setting.PORT, network.port()),
        fixed(Setting.CLUSTER_PORT, network.clusterPort()),
        fixed(Setting.PEER_PORT, network.peerPort()),
        fixed(Setting.ADMIN_PORT, network.adminPort()),
        fixed(Setting.ADVERTISE, network.advertise()),
        fixed(
            Setting.SEED,
            network.seeds().stream().map(HostAndPort::toString).collect(Collectors.joining(","))),
        fixed(Setting.ZONE, network.zone()));
  }

  private static List<Parameter> tls(
      @Nullable TlsFiles files, Setting certificate, Setting key, Setting authorities) {
    return List.of(
        fixed(certificate, files == null ? "" : files.certificate()),
        fixed(key, files == null ? "" : files.key()),
        fixed(authorities, files == null ? "" : orEmpty(files.authorities())));
  }

  private static List<Parameter> cluster(ClusterSettings cluster, ClusterFacts facts) {
    return List.of(
        fixed(Setting.REPLICAS, cluster.replicas()),
        fixed(Setting.SEGMENTS, facts.layout().segmentCount()),
        fixed(Setting.LEASE, millis(facts.lease())),
        fixed(Setting.WRITE_LEVEL, written(cluster.levels().write())),
        fixed(Setting.READ_LEVEL, written(cluster.levels().read())));
  }

  private static List<Parameter> disk(NodeSettings settings) {
    Durability durability = settings.durability().durability();
    String directory = settings.data().directory().toString();
    return List.of(
        fixed(Setting.DATA, directory),
        Parameter.fixed("dir", () -> directory),
        fixed(Setting.DURABILITY, written(durability)),
        Parameter.fixed("appendfsync", () -> durability == Durability.SYNC ? "always" : "everysec"),
        fixed(Setting.DISK_RESERVE, settings.durability().diskReserveBytes()),
        fixed(Setting.RESERVE, settings.memory().reserveBytes()),
        fixed(Setting.COMPARE_INTERVAL, millis(settings.audits().compare())),
        fixed(Setting.SCRUB_INTERVAL, millis(settings.audits().scrub())));
  }

  private static List<Parameter> balance(BalanceSettings balance) {
    return List.of(
        fixed(Setting.CAPACITY, balance.capacity().written()),
        fixed(Setting.BALANCE_ON, written(balance.balanceOn())),
        fixed(Setting.STRATEGY, written(balance.strategy())),
        fixed(Setting.NODE_THRESHOLD, percent(balance.nodeThreshold())),
        fixed(Setting.SEGMENT_THRESHOLD, percent(balance.segmentThreshold())),
        fixed(Setting.MOVE_BANDWIDTH, balance.moveBandwidth()),
        fixed(Setting.RAMP, millis(balance.ramp())),
        fixed(Setting.PROBATION, millis(balance.probation())),
        fixed(Setting.GRACE, millis(balance.grace())));
  }

  private static String percent(OptionalDouble fraction) {
    return fraction.isPresent() ? (float) (100 * fraction.getAsDouble()) + "%" : "";
  }

  private static List<Parameter> process(NodeSettings settings) {
    return List.of(
        fixed(Setting.LOOPS, settings.process().loops()),
        fixed(Setting.STOP_TIMEOUT, millis(settings.process().stopTimeout())));
  }

  private static Parameter fixed(Setting setting, Object value) {
    return Parameter.fixed(setting.settingName(), value::toString);
  }

  private static Object orEmpty(@Nullable Object value) {
    return value == null ? "" : value;
  }

  private static String written(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private static String millis(Duration time) {
    return time.toMillis() + "ms";
  }
}
