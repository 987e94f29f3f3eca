package io.starling.node.migration;

import io.starling.storage.id.NodeId;

/** What two nodes say to each other about moves. Each may get lost, and come twice. */
public sealed interface MigrationMessage {
  /**
   * Source to target: take a copy of this segment. Said again and again while the move goes on; a
   * target that has granted it renews the grant.
   *
   * @param number names the move to both; a source uses none twice
   * @param epoch in which the source is the primary
   * @param bytes about what the copy takes
   */
  record Offer(long number, int segment, long epoch, MoveKind kind, long bytes)
      implements MigrationMessage {}

  /** Target to source: there is room for it. */
  record Granted(long number) implements MigrationMessage {}

  /** Target to source: not now. */
  record Declined(long number, DeclineReason reason) implements MigrationMessage {}

  /** Source to target: the move is over, whatever came of it. */
  record Ended(long number) implements MigrationMessage {}

  /** To the members of an epoch: I have brought it about. Leave the segment there for a while. */
  record Moved(int segment, long epoch) implements MigrationMessage {}

  /** To the primary of an epoch, by who has brought it about: it hurts, go back. */
  record TakeBack(int segment, long epoch) implements MigrationMessage {}

  /** Backup to primary: I want to be rid of my copy, and this node would be a better place. */
  record ShedWanted(int segment, long epoch, NodeId to) implements MigrationMessage {}
}
