package io.starling.node.cli;

import io.starling.node.settings.NodeSettings;

/** Brings a node to life. */
@FunctionalInterface
public interface NodeLauncher {
  /**
   * Starts a node; returns when its ports are open, which is before it is ready.
   *
   * @throws StartRefusedException if it cannot start for a reason that an operator can change
   */
  RunningNode start(NodeSettings settings) throws StartRefusedException;
}
