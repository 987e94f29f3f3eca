package io.starling.gossip.membership;

/** A change of the membership, as this node learned of it. */
public sealed interface MembershipEvent {
  /** The process it is about. */
  Member member();

  /** A process joined; of a node that restarted, the earlier one is thereby gone. */
  record MemberJoined(Member member) implements MembershipEvent {}

  /** A node left, or was silent until it was declared gone. */
  record MemberLeft(Member member) implements MembershipEvent {}
}
