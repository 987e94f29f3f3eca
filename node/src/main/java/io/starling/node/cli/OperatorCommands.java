package io.starling.node.cli;

import java.util.List;

/** The commands of an operator: run a node or several, look at a cluster, put load on it. */
public final class OperatorCommands implements CommandContribution {
  @Override
  public List<Object> commands() {
    NodeLauncher launcher =
        settings -> {
          throw new StartRefusedException("this build has no node in it");
        };
    return List.of(new NodeCommand(launcher), new DevCommand(), new StatusCommand());
  }
}
