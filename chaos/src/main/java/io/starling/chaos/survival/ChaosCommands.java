package io.starling.chaos.survival;

import io.starling.node.cli.CommandContribution;
import java.util.List;

/** The acceptance runs, as commands of the one binary. */
public final class ChaosCommands implements CommandContribution {
  @Override
  public List<Object> commands() {
    return List.of(new SurviveCommand(), new RollingRestartCommand());
  }
}
