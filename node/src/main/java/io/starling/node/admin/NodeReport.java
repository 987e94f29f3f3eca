package io.starling.node.admin;

/**
 * One node, as the asked node knows it.
 *
 * @param id 32 hexadecimal digits
 * @param host that others reach it at
 * @param port for plain clients
 * @param clusterPort for cluster clients
 * @param peerPort for nodes
 * @param adminPort for HTTP
 * @param zone what fails together with it
 * @param health what the asked node believes
 * @param primaries segments that it is primary of
 * @param copies segments that it holds a copy of, as member or learner
 * @param keys entries in all of its copies
 * @param memoryBytes room that they take
 * @param operationsPerSecond that it served lately
 * @param load how busy it says it is
 */
public record NodeReport(
    String id,
    String host,
    int port,
    int clusterPort,
    int peerPort,
    int adminPort,
    String zone,
    NodeHealth health,
    int primaries,
    int copies,
    long keys,
    long memoryBytes,
    double operationsPerSecond,
    LoadReport load) {}
