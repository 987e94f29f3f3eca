package io.starling.chaos.seeds;

import io.starling.node.cli.CommandContribution;
import java.util.List;

/** The simulation, as a command of the one binary. */
public final class SimulationCommands implements CommandContribution {
  @Override
  public List<Object> commands() {
    return List.of(new SimulateFaultsCommand());
  }
}
