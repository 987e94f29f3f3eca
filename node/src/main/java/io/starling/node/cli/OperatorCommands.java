package io.starling.node.cli;

import java.util.List;
import java.util.ServiceLoader;

/** The commands of an operator: run a node or several, look at a cluster, put load on it. */
public final class OperatorCommands implements CommandContribution {
  @Override
  public List<Object> commands() {
    NodeLauncher launcher =
        ServiceLoader.load(NodeLauncher.class)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("this build has no node in it"));
    return List.of(
        new NodeCommand(launcher),
        new DevCommand(),
        new StatusCommand(),
        new BenchCommand(),
        new BenchSyncCommand(),
        new MoveCommand(),
        new DrainCommand(),
        new ForgetCommand(),
        new PlanCommand(),
        new ExplainCommand(),
        new DecisionsCommand(),
        new PauseMovesCommand(),
        new ResumeMovesCommand(),
        new VerifyCommand(),
        new AcceptLossCommand(),
        new RehearseCommand(launcher));
  }
}
