package io.starling.gossip.agreement;

import io.starling.storage.id.NodeId;
import java.util.List;

/**
 * Who serves a segment during one epoch.
 *
 * @param segment index of the segment
 * @param epoch place in the segment's chain of configurations, from 1 on
 * @param primary the member that orders the writes
 * @param members all that hold a copy and vote, in ascending order, without duplicates
 */
public record Configuration(int segment, long epoch, NodeId primary, List<NodeId> members) {
  /** Most members that a configuration may have. */
  public static final int MEMBERS_MAX = 15;

  public Configuration {
    members = members.stream().sorted().distinct().toList();
    if (segment < 0 || epoch < 1) {
      throw new IllegalArgumentException("segment " + segment + " at epoch " + epoch);
    }
    if (members.size() > MEMBERS_MAX || !members.contains(primary)) {
      throw new IllegalArgumentException(
          "primary " + primary + " with " + members.size() + " members " + members);
    }
  }

  /** The next configuration, with the same members and this one of them as the primary. */
  public Configuration withPrimary(NodeId next) {
    return new Configuration(segment, epoch + 1, next, members);
  }

  /** The next configuration, with other members. */
  public Configuration withMembers(NodeId nextPrimary, List<NodeId> nextMembers) {
    return new Configuration(segment, epoch + 1, nextPrimary, nextMembers);
  }

  public boolean hasMember(NodeId node) {
    return members.contains(node);
  }

  /** The members but for one node. */
  public List<NodeId> othersThan(NodeId node) {
    return members.stream().filter(member -> !member.equals(node)).toList();
  }

  /** How many members are more than half of them. */
  public int majority() {
    return members.size() / 2 + 1;
  }

  @Override
  public String toString() {
    return "segment " + segment + " epoch " + epoch + " primary " + primary + " members " + members;
  }
}
