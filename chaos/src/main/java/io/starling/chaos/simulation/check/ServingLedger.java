package io.starling.chaos.simulation.check;

import io.starling.storage.id.NodeId;
import java.util.TreeMap;

/**
 * Who could evaluate commands, and when (I2). True time only goes forward, so it is enough that the
 * epochs of those who serve a segment never go back, and that an epoch has one server.
 */
public final class ServingLedger {
  private record Server(long epoch, NodeId node, long incarnation) {}

  private final TreeMap<Integer, Server> servers = new TreeMap<>();

  /**
   * A node evaluates a command now, or would if it came.
   *
   * @param incarnation of the node's process: one that restarts never serves its old epoch
   */
  public void serves(int segment, long epoch, NodeId node, long incarnation) {
    Server now = new Server(epoch, node, incarnation);
    Server before = servers.put(segment, now);
    if (before != null && !before.equals(now) && before.epoch >= epoch) {
      throw new InvariantViolatedException(
          Invariant.I2, segment, now + " serves although " + before + " has served");
    }
  }
}
