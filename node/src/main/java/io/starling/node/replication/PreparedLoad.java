package io.starling.node.replication;

import io.starling.antientropy.copy.SegmentCopy;

/**
 * The file of a copy that is about to be filled, made outside the loop. Whoever asked for it calls
 * one of the two methods, once, in its loop.
 */
public interface PreparedLoad {
  /**
   * Begins the copy in it; if there is a copy meanwhile, or what the journal holds of an earlier
   * one matters, the ordinary one instead.
   *
   * @throws io.starling.storage.segment.StoreFullException if there is no room for it
   */
  SegmentCopy begin();

  /** Gives it up: nothing is left of it. */
  void discard();
}
