package io.starling.node.process;

import io.starling.node.cli.NodeLauncher;
import io.starling.node.cli.RunningNode;
import io.starling.node.cli.StartRefusedException;
import io.starling.node.settings.NodeSettings;

/** Starts a {@link Node}; found by the command line as a service. */
public final class NodeProcessLauncher implements NodeLauncher {
  @Override
  public RunningNode start(NodeSettings settings) throws StartRefusedException {
    QuietCompiler.lower();
    return Node.start(settings);
  }
}
