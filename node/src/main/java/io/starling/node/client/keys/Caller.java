package io.starling.node.client.keys;

import io.starling.node.routing.Levels;

/** What a connection has asked for beside its command. */
public interface Caller {
  /** The levels of its writes and reads. */
  Levels levels();

  /** Whether it accepts reads from any member (READONLY). */
  boolean readsFromMembers();

  /** Whether it sent ASKING just before; true once for each ASKING. */
  boolean takeAsking();
}
