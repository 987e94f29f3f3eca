package io.starling.chaos.comparison;

import io.starling.node.cli.CommandContribution;
import java.util.List;

/** The comparison, as a command of the one binary. */
public final class ComparisonCommands implements CommandContribution {
  @Override
  public List<Object> commands() {
    return List.of(new CompareCommand());
  }
}
