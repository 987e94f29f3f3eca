package io.starling.node.client.cluster;

import io.starling.storage.id.NodeId;

/**
 * A node as clients are told of it.
 *
 * @param host address or name that clients can reach
 * @param ports where it listens
 * @param zone place whose failure takes its nodes down together
 */
public record ClusterNode(NodeId id, String host, Ports ports, String zone, Health health) {
  private static final String REDIS_ID_PADDING = "00000000";

  /**
   * Where a node listens.
   *
   * @param plain any key, any node
   * @param cluster Redis Cluster
   * @param peer between nodes; told as the bus port
   */
  public record Ports(int plain, int cluster, int peer) {}

  /** What this node believes of another. */
  public enum Health {
    /** Serving. */
    ONLINE("online", "", "connected"),
    /** Up, but not yet able to serve. */
    LOADING("loading", "", "connected"),
    /** Not reachable, as far as this node can tell. */
    FAILED("fail", ",fail", "disconnected");

    private final String inShards;
    private final String flag;
    private final String link;

    Health(String inShards, String flag, String link) {
      this.inShards = inShards;
      this.flag = flag;
      this.link = link;
    }

    String inShards() {
      return inShards;
    }

    String flag() {
      return flag;
    }

    String link() {
      return link;
    }
  }

  /** The id in the length that cluster clients expect: 40 hexadecimal digits. */
  public String redisId() {
    return redisId(id);
  }

  /** See {@link #redisId()}. */
  public static String redisId(NodeId id) {
    return id.toHex() + REDIS_ID_PADDING;
  }
}
