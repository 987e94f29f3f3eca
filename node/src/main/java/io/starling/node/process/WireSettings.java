package io.starling.node.process;

import io.starling.gossip.membership.Member;
import io.starling.gossip.transport.PeerAddress;
import io.starling.gossip.transport.PeerSettings;
import io.starling.gossip.transport.PeerTls;
import io.starling.gossip.transport.SharedSecret;
import io.starling.node.disk.DiskSettings;
import io.starling.node.lease.LeaseSettings;
import io.starling.node.replication.AuditSettings;
import io.starling.node.replication.RampSettings;
import io.starling.node.replication.ReplicaSettings;
import io.starling.node.settings.AuditIntervals;
import io.starling.node.settings.DurabilitySettings.Durability;
import io.starling.node.settings.NetworkSettings;
import io.starling.node.settings.NodeSettings;
import io.starling.node.settings.TlsFiles;
import io.starling.storage.id.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What an operator said, in the terms of the parts that it concerns. */
final class WireSettings {
  private WireSettings() {}

  static List<PeerAddress> seeds(NetworkSettings network) {
    return network.seeds().stream().map(seed -> new PeerAddress(seed.host(), seed.port())).toList();
  }

  static PeerSettings peers(NodeSettings settings) {
    NetworkSettings network = settings.network();
    String secret = settings.security().secret();
    PeerSettings peers =
        PeerSettings.of(
            new PeerAddress(network.bind().getHostAddress(), network.peerPort()),
            network.advertise(),
            secret == null ? SharedSecret.none() : SharedSecret.of(secret));
    TlsFiles tls = settings.security().peerTls();
    if (tls == null) {
      return peers;
    }
    Path authorities = Objects.requireNonNull(tls.authorities(), "checked with the settings");
    return peers.withTls(new PeerTls(tls.certificate(), tls.key(), authorities));
  }

  static DiskSettings disk(NodeSettings settings) {
    return DiskSettings.of(
        settings.data().directory(),
        settings.durability().durability() == Durability.SYNC,
        settings.durability().diskReserveBytes());
  }

  static ReplicaSettings replicas(NodeSettings settings, Duration lease) {
    AuditIntervals audits = settings.audits();
    return ReplicaSettings.forLease(LeaseSettings.ofLength(lease))
        .withAudit(new AuditSettings(audits.compare(), audits.scrub()))
        .withRamp(new RampSettings(settings.balance().ramp(), RampSettings.DEFAULT.answerMax()));
  }

  static Member member(NodeSettings settings, NodeId self, long incarnation, PeerAddress address) {
    NetworkSettings network = settings.network();
    return new Member(
        self,
        incarnation,
        address,
        network.port(),
        network.clusterPort(),
        network.adminPort(),
        network.zone());
  }
}
