package io.starling.node.replication;

import io.starling.gossip.agreement.Configuration;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All to whom a primary sends its writes: the other members, and learners. */
final class Recipients {
  /** The bit of the primary itself in a set of holders. */
  static final int SELF_SLOT = 0;

  private final List<Recipient> recipients = new ArrayList<>();
  private final List<NodeId> otherMembers;
  private final int majority;
  private final long memberSlots;
  private int nextSlot = SELF_SLOT + 1;

  Recipients(Configuration configuration, NodeId self) {
    this.majority = configuration.majority();
    this.otherMembers = configuration.othersThan(self);
    otherMembers.forEach(member -> recipients.add(new Recipient(member, nextSlot++, false)));
    this.memberSlots = slotsOf(recipient -> true) | 1L << SELF_SLOT;
  }

  List<Recipient> all() {
    return recipients;
  }

  List<NodeId> otherMembers() {
    return otherMembers;
  }

  @Nullable Recipient find(NodeId node) {
    for (Recipient recipient : recipients) {
      if (recipient.node().equals(node)) {
        return recipient;
      }
    }
    return null;
  }

  /**
   * Adds a learner, unless the node is a recipient already. A slot is never used twice: pending
   * writes remember who held them.
   *
   * @return whether it is a recipient now; false if no slot is left
   */
  boolean addLearner(NodeId node) {
    if (find(node) != null) {
      return true;
    }
    return nextSlot < Long.SIZE && recipients.add(new Recipient(node, nextSlot++, true));
  }

  /** Lets go of the learners that are not among these nodes. */
  List<Recipient> retainLearners(List<NodeId> wanted) {
    List<Recipient> dropped =
        recipients.stream()
            .filter(recipient -> recipient.isLearner() && !wanted.contains(recipient.node()))
            .toList();
    recipients.removeAll(dropped);
    return dropped;
  }

  /** The slots of all members, the primary's included. */
  long memberSlots() {
    return memberSlots;
  }

  /** The slots of all for whom writes are kept, the primary's included. */
  long trackedSlots() {
    return slotsOf(Recipient::isTracked) | 1L << SELF_SLOT;
  }

  private long slotsOf(Predicate<Recipient> which) {
    long slots = 0;
    for (Recipient recipient : recipients) {
      if (which.test(recipient)) {
        slots |= 1L << recipient.slot();
      }
    }
    return slots;
  }

  /** A member in sync, if without the primary a majority can be reached. */
  Optional<NodeId> successor(Predicate<NodeId> isReachable) {
    List<NodeId> reachable = otherMembers.stream().filter(isReachable).toList();
    return reachable.size() < majority
        ? Optional.empty()
        : recipients.stream()
            .filter(recipient -> !recipient.isLearner() && recipient.isInSync())
            .map(Recipient::node)
            .filter(reachable::contains)
            .findFirst();
  }

  /** Members that equal the primary, itself counted. */
  int membersInSync() {
    int count = 1;
    for (Recipient recipient : recipients) {
      if (!recipient.isLearner() && recipient.isInSync()) {
        count++;
      }
    }
    return count;
  }

  boolean allMembersInSync() {
    return membersInSync() == otherMembers.size() + 1;
  }

  boolean allInSync() {
    return recipients.stream().allMatch(Recipient::isInSync);
  }

  /** Members that a majority can do without. */
  int spareMembers() {
    return otherMembers.size() + 1 - majority;
  }

  /** Members that refuse writes for want of this. */
  int membersShortOf(Shortage what) {
    int count = 0;
    for (Recipient recipient : recipients) {
      if (!recipient.isLearner() && recipient.shortage() == what) {
        count++;
      }
    }
    return count;
  }

  /** Whether so many members refuse every write that no majority could be found. */
  boolean tooManyDisksFull() {
    return membersShortOf(Shortage.DISK) > spareMembers();
  }

  /** Whether so many members have no room for a value that no majority could be found. */
  boolean tooManyFull() {
    return membersShortOf(Shortage.DISK) + membersShortOf(Shortage.MEMORY) > spareMembers();
  }
}
