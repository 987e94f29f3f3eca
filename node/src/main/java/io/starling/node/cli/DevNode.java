package io.starling.node.cli;

import io.starling.node.settings.HostAndPort;
import java.nio.file.Path;
import java.util.List;

/**
 * One node of a cluster on this machine. Its ports lie as far apart as the defaults do.
 *
 * @param number from 1
 * @param port for plain clients
 * @param directory for its data
 * @param log that it writes
 */
record DevNode(int number, int port, Path directory, Path log) {
  static final String HOST = "127.0.0.1";

  /** From the port for plain clients to the farthest other one. */
  static final int PORT_SPAN = 3000;

  int clusterPort() {
    return port + 1000;
  }

  int peerPort() {
    return port + 1567;
  }

  HostAndPort admin() {
    return new HostAndPort(HOST, port + PORT_SPAN);
  }

  List<Integer> ports() {
    return List.of(port, clusterPort(), peerPort(), admin().port());
  }

  String title() {
    return "node " + number;
  }
}
