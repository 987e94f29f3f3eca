package io.starling.node.replication;

import io.starling.forecast.shed.Placement;
import io.starling.storage.id.NodeId;
import java.util.List;

/**
 * How far an open primary has come in taking its segment elsewhere.
 *
 * @param target where it goes
 * @param newcomers who will be a member and is none now; empty if only the primary role moves
 */
public record MoveProgress(Placement<NodeId> target, Stage stage, List<Newcomer> newcomers) {
  /** The course of a hand-over, see {@code Handover}. */
  public enum Stage {
    /** The newcomers are filled, or all is ready and waits for its turn. */
    FILLING,
    /** Reads move over to the newcomer that is to lead. */
    RAMPING,
    /** No new command is evaluated. */
    SEALED,
    /** The next configuration is being decided. */
    PROPOSED
  }

  public MoveProgress {
    newcomers = List.copyOf(newcomers);
  }

  /**
   * A learner on its way to become a member.
   *
   * @param inSync it has all, but for what is on its way to it
   * @param comparing nothing streams, its copy is compared with the primary's
   * @param part of the copy that it has, 0 to 1
   * @param backlog writes that it has yet to acknowledge
   * @param attempts how often its copy was begun, the present time included
   * @param lastError why the attempt before failed; empty if none did
   */
  public record Newcomer(
      NodeId node,
      boolean inSync,
      boolean comparing,
      double part,
      long backlog,
      int attempts,
      String lastError) {}
}
