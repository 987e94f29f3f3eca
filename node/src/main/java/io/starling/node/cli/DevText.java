package io.starling.node.cli;

import java.nio.file.Path;
import java.util.function.ToLongFunction;

/** What somebody who has just started a cluster wants to know. */
final class DevText {
  private DevText() {}

  static String of(DevPlan plan, Path data, ToLongFunction<DevNode> pid) {
    TextTable table =
        new TextTable("<NODE", ">PID", ">PORT", ">CLUSTER PORT", ">ADMIN PORT", "<LOG");
    for (DevNode node : plan.nodes()) {
      table.row(
          node.title(),
          String.valueOf(pid.applyAsLong(node)),
          String.valueOf(node.port()),
          String.valueOf(node.clusterPort()),
          String.valueOf(node.admin().port()),
          node.log().toString());
    }
    DevNode first = plan.nodes().getFirst();
    DevNode last = plan.nodes().getLast();
    return """
    Ready. Data in %s

    %s
    Any node answers for any key:  redis-cli -p %d
    With a cluster client:         redis-cli -c -p %d
    The cluster at a glance:       starling status --admin %s
    Lose a node and see:           kill -9 %d
    The same command again goes on with the same data. Ctrl-C stops all nodes.
    """
        .formatted(
            data.toAbsolutePath().normalize(),
            table,
            first.port(),
            first.clusterPort(),
            first.admin(),
            pid.applyAsLong(last));
  }
}
