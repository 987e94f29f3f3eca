package io.starling.node.settings;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where this node listens and whom it looks for.
 *
 * @param bind the address of all four ports
 * @param port for plain Redis clients
 * @param clusterPort for Redis Cluster clients
 * @param peerPort for the other nodes
 * @param adminPort for HTTP
 * @param advertise the host that other nodes and cluster clients are told to use
 * @param seeds peer addresses to join at; empty: found a cluster if the data directory is empty
 * @param zone what fails together with this node
 */
public record NetworkSettings(
    InetAddress bind,
    int port,
    int clusterPort,
    int peerPort,
    int adminPort,
    String advertise,
    List<HostAndPort> seeds,
    String zone) {
  private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int SEEDS_MAX = 64;

  public NetworkSettings {
    seeds = List.copyOf(seeds);
    checkPorts(port, clusterPort, peerPort, adminPort);
    if (seeds.size() > SEEDS_MAX) {
      throw new InvalidSettingException(
          Setting.SEED,
          seeds.size() + " seeds are too many: a few are enough, at most " + SEEDS_MAX);
    }
    if (!ZONE.matcher(zone).matches()) {
      throw new InvalidSettingException(
          Setting.ZONE,
          "'" + zone + "' is no zone: use up to 64 letters, digits, '.', '_' and '-'");
    }
    if (advertise.isEmpty()) {
      throw new InvalidSettingException(
          Setting.ADVERTISE,
          "with bind "
              + bind.getHostAddress()
              + " it must be said how others reach this node:"
              + " give --advertise HOST");
    }
  }

  private static void checkPorts(int port, int clusterPort, int peerPort, int adminPort) {
    Map<Integer, Setting> taken = new LinkedHashMap<>();
    checkPort(Setting.PORT, port, taken);
    checkPort(Setting.CLUSTER_PORT, clusterPort, taken);
    checkPort(Setting.PEER_PORT, peerPort, taken);
    checkPort(Setting.ADMIN_PORT, adminPort, taken);
  }

  private static void checkPort(Setting setting, int port, Map<Integer, Setting> taken) {
    Range.check(setting, port, 1, 65_535);
    Setting other = taken.putIfAbsent(port, setting);
    if (other != null) {
      throw new InvalidSettingException(
          setting,
          port + " is taken by " + other.settingName() + ": each of the four needs its own");
    }
  }
}
