package io.starling.node.admin;

/** What one node believes of another. */
public enum NodeHealth {
  /** It answers. */
  ALIVE,
  /** It did not answer in time; its leases decide who serves meanwhile. */
  SUSPECT,
  /** It hands over its primaries and is about to stop. */
  LEAVING,
  /** It is being emptied. */
  DRAINING,
  /** It holds nothing any more, and may be stopped. */
  DRAINED,
  /** It is gone; its copies count as lost until it is back. */
  GONE
}
