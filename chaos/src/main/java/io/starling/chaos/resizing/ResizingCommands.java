package io.starling.chaos.resizing;

import io.starling.node.cli.CommandContribution;
import java.util.List;

/** The command of this package. */
public final class ResizingCommands implements CommandContribution {
  @Override
  public List<Object> commands() {
    return List.of(new GrowCommand());
  }
}
