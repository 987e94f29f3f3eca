package io.starling.node.cli;

import java.io.IOException;

/** Starts the process of a node. */
@FunctionalInterface
interface ChildStarter {
  Process start(DevNode node) throws IOException;
}
