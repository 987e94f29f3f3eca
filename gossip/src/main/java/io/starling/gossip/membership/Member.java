package io.starling.gossip.membership;

import io.starling.gossip.transport.PeerAddress;
import io.starling.storage.id.NodeId;

/**
 * One process of a node, and where it is reached: constant while it runs.
 *
 * @param incarnation random, made anew by each process
 * @param address where it accepts peers; clients reach it under the same host
 * @param clientPort the port on which it answers for any key
 * @param clusterPort the port on which it speaks Redis Cluster
 * @param adminPort the port for operators
 * @param zone where it stands, as its operator named it; may be empty
 */
public record Member(
    NodeId nodeId,
    long incarnation,
    PeerAddress address,
    int clientPort,
    int clusterPort,
    int adminPort,
    String zone) {
  /** Characters in the longest name of a zone. */
  public static final int ZONE_LENGTH_MAX = 64;

  public Member {
    if (zone.length() > ZONE_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "the name of a zone has at most "
              + ZONE_LENGTH_MAX
              + " characters, not "
              + zone.length());
    }
  }

  @Override
  public String toString() {
    return nodeId + " at " + address + (zone.isEmpty() ? "" : " in zone " + zone);
  }
}
