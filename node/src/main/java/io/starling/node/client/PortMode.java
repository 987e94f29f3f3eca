package io.starling.node.client;

/** What a port speaks beside RESP. */
public enum PortMode {
  /** Any node answers for any key. */
  PLAIN("standalone"),
  /** Redis Cluster: clients are sent to the primary. */
  CLUSTER("cluster");

  private final String redisName;

  PortMode(String redisName) {
    this.redisName = redisName;
  }

  /** As in HELLO and INFO. */
  String redisName() {
    return redisName;
  }
}
