package io.starling.node.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster on this machine, before it runs. The first time, the first node founds and the others
 * join at it. Once all have been ready together every node has all others as seeds, so that none
 * founds a second cluster after its directory was lost.
 *
 * @param nodes in order
 * @param mark made when all nodes have been ready together
 * @param passedOn options that every node gets as well
 */
record DevPlan(List<DevNode> nodes, Path mark, List<String> passedOn) {
  static DevPlan of(int count, int basePort, Path data, List<String> passedOn) {
    List<DevNode> nodes =
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> node(number, basePort + number - 1, data))
            .toList();
    return new DevPlan(nodes, data.resolve("formed"), List.copyOf(passedOn));
  }

  private static DevNode node(int number, int port, Path data) {
    return new DevNode(
        number, port, data.resolve("node-" + number), data.resolve("node-" + number + ".log"));
  }

  /** The command line of a node, from the word {@code node} on. */
  List<String> arguments(DevNode node) {
    List<String> arguments = new ArrayList<>(List.of("node"));
    add(arguments, "--data", node.directory().toString());
    add(arguments, "--bind", DevNode.HOST);
    add(arguments, "--port", String.valueOf(node.port()));
    add(arguments, "--cluster-port", String.valueOf(node.clusterPort()));
    add(arguments, "--peer-port", String.valueOf(node.peerPort()));
    add(arguments, "--admin-port", String.valueOf(node.admin().port()));
    add(arguments, "--zone", "zone-" + node.number());
    String seeds = seeds(node);
    if (!seeds.isEmpty()) {
      add(arguments, "--seed", seeds);
    }
    arguments.addAll(passedOn);
    return arguments;
  }

  private static void add(List<String> arguments, String flag, String value) {
    arguments.add(flag);
    arguments.add(value);
  }

  private String seeds(DevNode node) {
    boolean formed = Files.exists(mark);
    return nodes.stream()
        .filter(other -> other.number() != node.number())
        .filter(other -> formed || other.number() == 1)
        .map(other -> DevNode.HOST + ":" + other.peerPort())
        .collect(Collectors.joining(","));
  }
}
