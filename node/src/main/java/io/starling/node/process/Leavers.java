package io.starling.node.process;

import io.starling.gossip.membership.Membership;
import io.starling.gossip.membership.MembershipEvent;
import io.starling.gossip.membership.MembershipListener;
import io.starling.storage.id.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nodes that are about to stop, so that nobody gives them anything. They say so themselves, as
 * news; a node that joins again is no leaver any more. Safe in any thread.
 */
final class Leavers implements MembershipListener {
  private static final Logger LOG = LoggerFactory.getLogger(Leavers.class);
  private static final String LEAVING = "leaving ";

  private final Membership membership;
  private final NodeId self;
  private final Set<NodeId> leaving = new ConcurrentSkipListSet<>();

  Leavers(Membership membership, NodeId self) {
    this.membership = membership;
    this.self = self;
  }

  /** Tells everybody that this node is about to stop. */
  void announce() {
    boolean told = membership.spread((LEAVING + self.toHex()).getBytes(StandardCharsets.US_ASCII));
    LOG.debug("about to stop, the others are told: {}", told);
  }

  boolean isLeaving(NodeId node) {
    return leaving.contains(node);
  }

  @Override
  public void onEvent(MembershipEvent event) {
    leaving.remove(event.member().nodeId());
  }

  @Override
  public void onNews(byte[] news) {
    String text = new String(news, StandardCharsets.US_ASCII);
    if (text.startsWith(LEAVING) && text.length() == LEAVING.length() + NodeId.HEX_LENGTH) {
      leaving.add(NodeId.parse(text.substring(LEAVING.length())));
    }
  }
}
