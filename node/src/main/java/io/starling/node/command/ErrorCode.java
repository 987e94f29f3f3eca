package io.starling.node.command;

/**
 * The first word of an error reply, and with it what a client may conclude: all but {@link
 * #UNKNOWN} mean that the command was certainly not applied.
 */
public enum ErrorCode {
  /** The command is wrong: syntax, argument, limit. */
  ERR,
  /** The key holds another kind of value. */
  WRONGTYPE,
  /** Authentication is needed first. */
  NOAUTH,
  /** The password was wrong. */
  WRONGPASS,
  /** The protocol version asked for is not spoken. */
  NOPROTO,
  /** The keys of the command lie in different slots or segments. */
  CROSSSLOT,
  /** The segment has no serving primary just now; try again shortly. */
  TRYAGAIN,
  /** The segment has had no serving primary for longer than the node waits. */
  CLUSTERDOWN,
  /** The slot is served by another node, which the text names. */
  MOVED,
  /** This once another node is to be asked, which the text names. */
  ASK,
  /** Memory limit reached and nothing may be evicted. */
  OOM,
  /** The disk is nearly full. */
  DISKFULL,
  /** Too few members are connected for the level asked for. */
  NOREPLICAS,
  /** The node is at one of its limits, such as queued commands. */
  BUSY,
  /** The outcome is unknown: the command was applied once or not at all. */
  UNKNOWN
}
