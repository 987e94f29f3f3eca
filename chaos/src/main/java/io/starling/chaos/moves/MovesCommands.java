package io.starling.chaos.moves;

import io.starling.node.cli.CommandContribution;
import java.util.List;

/** The command of this package. */
public final class MovesCommands implements CommandContribution {
  @Override
  public List<Object> commands() {
    return List.of(new SurviveMovesCommand());
  }
}
