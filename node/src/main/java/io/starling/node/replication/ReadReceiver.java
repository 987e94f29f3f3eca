package io.starling.node.replication;

import io.starling.node.routing.SegmentRouter.ReplyReceiver;

/**
 * Waits for a read that is to be answered from a copy on its primary's word. Exactly one of the two
 * methods is called, once.
 */
public interface ReadReceiver extends ReplyReceiver {
  /** The primary did not confirm what this copy holds. Nothing was read; the primary can be. */
  void notConfirmed();
}
