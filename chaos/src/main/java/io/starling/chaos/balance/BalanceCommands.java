package io.starling.chaos.balance;

import io.starling.node.cli.CommandContribution;
import java.util.List;

/** The simulation of balance, as a command of the one binary. */
public final class BalanceCommands implements CommandContribution {
  @Override
  public List<Object> commands() {
    return List.of(new SimulateBalanceCommand());
  }
}
