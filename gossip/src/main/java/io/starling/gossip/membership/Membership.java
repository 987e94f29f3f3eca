package io.starling.gossip.membership;

import java.util.List;

/** Who is in the cluster, as this node knows it. Safe in any thread. */
public interface Membership {
  /** Bytes of the largest news. */
  int NEWS_BYTES_MAX = 64 << 10;

  /** The members now, this node included, in the order of their ids. */
  List<Member> members();

  /** Adds a listener, told of what happens from now on. */
  void addListener(MembershipListener listener);

  /**
   * Spreads news to all members, without promise. Each costs every node some tens of messages: for
   * what happens rarely.
   *
   * @return false if too much of this node's news is on its way already
   * @throws IllegalArgumentException if it is over {@link #NEWS_BYTES_MAX}
   */
  boolean spread(byte[] news);
}
