package io.starling.gossip.status;

/**
 * Where a node is reached.
 *
 * @param host name or address, under which all its ports are
 * @param peerPort for other nodes
 * @param clientPort answers for any key
 * @param clusterPort speaks Redis Cluster
 * @param adminPort for operators
 * @param zone where it stands, as its operator named it; may be empty
 */
public record Endpoints(
    String host, int peerPort, int clientPort, int clusterPort, int adminPort, String zone) {}
