package io.starling.gossip.assignment;

import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.assignment.AssignmentMessage.Digest;
import io.starling.gossip.assignment.AssignmentMessage.Epochs;
import io.starling.gossip.assignment.AssignmentMessage.Newer;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One node's part in the comparison of assignment maps. Digests that agree cost one message.
 * Digests that differ cost the epochs of one side, or of both where each is ahead somewhere, and
 * the configurations that are missing; if they do not fit, those that are the most epochs ahead go
 * first, and the next round brings the rest.
 */
public final class AssignmentExchange {
  private final NodeId self;
  private final AssignmentMap map;
  private final int messageBytesMax;
  private final RandomGenerator random;
  private final AssignmentOutput output;

  /**
   * @param map this node's map, which the exchange reads and adopts into
   * @param messageBytesMax bound on the configurations of one message
   */
  public AssignmentExchange(
      NodeId self,
      AssignmentMap map,
      int messageBytesMax,
      RandomGenerator random,
      AssignmentOutput output) {
    this.self = self;
    this.map = map;
    this.messageBytesMax = messageBytesMax;
    this.random = random;
    this.output = output;
  }

  /** Opens a round with one random member; to be called about once a second. */
  public void tick(List<NodeId> members) {
    List<NodeId> others = members.stream().filter(node -> !node.equals(self)).sorted().toList();
    if (!others.isEmpty()) {
      output.send(others.get(random.nextInt(others.size())), new Digest(map.digest()));
    }
  }

  /**
   * A message arrived.
   *
   * @throws IllegalArgumentException if it speaks of another number of segments
   */
  public void onMessage(NodeId from, AssignmentMessage message) {
    switch (message) {
      case Digest(long digest) -> {
        if (digest != map.digest()) {
          output.send(from, new Epochs(map.epochs(), true));
        }
      }
      case Epochs(List<Long> epochs, boolean answerWanted) -> compare(from, epochs, answerWanted);
      case Newer(List<Configuration> configurations) -> configurations.forEach(this::adopt);
    }
  }

  private void compare(NodeId from, List<Long> theirs, boolean answerWanted) {
    if (theirs.size() != map.segmentCount()) {
      throw new IllegalArgumentException(
          theirs.size() + " segments, in a cluster of " + map.segmentCount());
    }
    List<Configuration> newer =
        fitting(
            map.configurations().stream()
                .filter(known -> known.epoch() > theirs.get(known.segment()))
                .toList(),
            theirs);
    if (!newer.isEmpty()) {
      output.send(from, new Newer(newer));
    }
    if (answerWanted && isBehind(theirs)) {
      output.send(from, new Epochs(map.epochs(), false));
    }
  }

  private boolean isBehind(List<Long> theirs) {
    for (int segment = 0; segment < theirs.size(); segment++) {
      if (theirs.get(segment) > map.epoch(segment)) {
        return true;
      }
    }
    return false;
  }

  private List<Configuration> fitting(List<Configuration> candidates, List<Long> theirs) {
    Comparator<Configuration> furthestAheadFirst =
        Comparator.comparingLong(candidate -> theirs.get(candidate.segment()) - candidate.epoch());
    List<Configuration> chosen = new ArrayList<>();
    int left = messageBytesMax;
    for (Configuration candidate : candidates.stream().sorted(furthestAheadFirst).toList()) {
      left -= AssignmentCodec.bytesMax(candidate);
      if (left < 0 && !chosen.isEmpty()) {
        break;
      }
      chosen.add(candidate);
    }
    return chosen;
  }

  private void adopt(Configuration decided) {
    if (map.adopt(decided)) {
      output.learned(decided);
    }
  }
}
