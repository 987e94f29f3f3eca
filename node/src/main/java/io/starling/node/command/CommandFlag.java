package io.starling.node.command;

import java.util.Locale;

/** What is known of a command before it runs; the names are those of Redis' COMMAND. */
public enum CommandFlag {
  /** May change entries: replicated. */
  WRITE,
  /** Never changes an entry. */
  READONLY,
  /** May need more memory: refused when the limit is reached and nothing may be evicted. */
  DENYOOM,
  /** For operators. */
  ADMIN,
  /** Not from scripts. */
  NOSCRIPT,
  /** Allowed before the node can answer for its keys. */
  LOADING,
  /** Allowed on a node that lost touch with the cluster. */
  STALE,
  /** Takes constant or logarithmic time. */
  FAST,
  /** Allowed before authentication. */
  NO_AUTH,
  /** Allowed while the node is busy. */
  ALLOW_BUSY;

  /** The name in COMMAND INFO. */
  public String redisName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
