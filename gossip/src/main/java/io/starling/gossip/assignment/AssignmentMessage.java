package io.starling.gossip.assignment;

import io.starling.gossip.agreement.Configuration;
import java.util.List;

/** What two nodes say to each other when they compare their maps. */
public sealed interface AssignmentMessage {
  /** Opens a round: enough if both agree. */
  record Digest(long digest) implements AssignmentMessage {}

  /**
   * Says how far its sender is, segment by segment.
   *
   * @param answerWanted whether the receiver is to say the same of itself, where it is behind
   */
  record Epochs(List<Long> epochs, boolean answerWanted) implements AssignmentMessage {}

  /** Decided configurations that the receiver did not know yet. */
  record Newer(List<Configuration> configurations) implements AssignmentMessage {}
}
