package io.starling.gossip.membership;

/** Hears of members and of news. Called by one thread, the membership's; must not block. */
public interface MembershipListener {
  /** Somebody joined or left. */
  void onEvent(MembershipEvent event);

  /** Somebody spread news. Arrives at most once, in no order; not at the node that spread it. */
  void onNews(byte[] news);
}
