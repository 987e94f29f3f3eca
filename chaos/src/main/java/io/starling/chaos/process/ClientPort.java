package io.starling.chaos.process;

/** Which of a node's two client ports. */
public enum ClientPort {
  /** Port one: this node answers for any key. */
  ANY_KEY,
  /** Port two: Redis Cluster; clients are sent to the node that owns the key. */
  CLUSTER
}
