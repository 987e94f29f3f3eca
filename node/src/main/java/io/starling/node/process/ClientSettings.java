package io.starling.node.process;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.starling.node.client.ClientListener;
import io.starling.node.client.ClientPorts;
import io.starling.node.client.PortMode;
import io.starling.node.client.limits.ClientParameters;
import io.starling.node.client.limits.ConnectionSettings;
import io.starling.node.client.limits.Credentials;
import io.starling.node.client.server.ConfigurationParameters;
import io.starling.node.client.server.Parameter;
import io.starling.node.client.server.ParameterTable;
import io.starling.node.cluster.ClusterFacts;
import io.starling.node.room.NodeRoom;
import io.starling.node.settings.NetworkSettings;
import io.starling.node.settings.NodeSettings;
import io.starling.node.settings.TlsFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How this node serves clients: what was set at the start, and what CONFIG SET made of it. */
final class ClientSettings {
  private final NodeSettings settings;
  private final ClusterFacts facts;
  private final NodeRoom room;
  private final AtomicReference<ConnectionSettings> connections;

  ClientSettings(NodeSettings settings, ClusterFacts facts, NodeRoom room) {
    this.settings = settings;
    this.facts = facts;
    this.room = room;
    String password = settings.security().password();
    this.connections =
        new AtomicReference<>(
            ConnectionSettings.of(
                settings.clients(),
                password == null
                    ? Credentials.OPEN
                    : Credentials.ofPassword(password.getBytes(StandardCharsets.UTF_8)),
                /* protectedMode= */ true,
                settings.cluster().levels()));
  }

  ConnectionSettings connections() {
    return connections.get();
  }

  ConfigurationParameters parameters() {
    List<Parameter> rows = new ArrayList<>(ClientParameters.of(connections));
    rows.addAll(MemoryParameters.of(room));
    rows.addAll(NodeParameters.of(settings, facts));
    return new ParameterTable(rows);
  }

  void bind(ClientPorts ports) throws IOException {
    NetworkSettings network = settings.network();
    TlsFiles files = settings.security().clientTls();
    SslContext tls = files == null ? null : serverTls(files);
    bind(ports, PortMode.PLAIN, network.port(), tls);
    bind(ports, PortMode.CLUSTER, network.clusterPort(), tls);
  }

  private void bind(ClientPorts ports, PortMode mode, int port, @Nullable SslContext tls)
      throws IOException {
    int unused = ports.bind(new ClientListener(mode, settings.network().bind(), port, tls));
  }

  private static SslContext serverTls(TlsFiles files) throws IOException {
    SslContextBuilder builder =
        SslContextBuilder.forServer(files.certificate().toFile(), files.key().toFile());
    Path authorities = files.authorities();
    if (authorities != null) {
      builder.trustManager(authorities.toFile()).clientAuth(ClientAuth.REQUIRE);
    }
    return builder.build();
  }
}
