package io.starling.chaos.comparison;

import io.starling.chaos.process.Address;
import io.starling.chaos.process.ClientPort;
import io.starling.chaos.process.ClusterUnderTest;
import io.starling.node.bench.Target;
import io.starling.node.settings.HostAndPort;
import java.util.List;

/** Where load on servers goes. */
final class Endpoints {
  private Endpoints() {}

  /** Plain clients of the first server alone. */
  static Target first(ClusterUnderTest servers) {
    return first(servers, 0);
  }

  /**
   * Plain clients of the first server alone, who wait for replicas after each write.
   *
   * @param waitFor replicas
   */
  static Target first(ClusterUnderTest servers, int waitFor) {
    List<Address> all = servers.addresses(ClientPort.ANY_KEY);
    return new Target(List.of(hostAndPort(all.getFirst())), false, null, waitFor);
  }

  /** Plain clients of every server, evenly. */
  static Target any(ClusterUnderTest servers) {
    return of(servers, ClientPort.ANY_KEY);
  }

  /** Cluster clients, who ask the primary of each key. */
  static Target primaries(ClusterUnderTest servers) {
    return of(servers, ClientPort.CLUSTER);
  }

  private static Target of(ClusterUnderTest servers, ClientPort port) {
    List<HostAndPort> all = servers.addresses(port).stream().map(Endpoints::hostAndPort).toList();
    return new Target(all, port == ClientPort.CLUSTER, null, 0);
  }

  private static HostAndPort hostAndPort(Address address) {
    return new HostAndPort(address.host(), address.port());
  }
}
