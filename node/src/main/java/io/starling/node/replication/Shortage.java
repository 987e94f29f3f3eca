package io.starling.node.replication;

/** What a member has no room in. */
public enum Shortage {
  /** Its entries take as much as the node may hold; a tombstone is taken all the same. */
  MEMORY,
  /** Its disk is full: it takes nothing. */
  DISK
}
