package io.starling.node.admin;

import java.util.List;

/** Whether a node can answer for every key, and holds no copy that is unverified. */
@FunctionalInterface
public interface Readiness {
  /**
   * What is in the way, a sentence each, for people; empty: the node is ready. Called from any
   * thread, must not block.
   */
  List<String> obstacles();
}
