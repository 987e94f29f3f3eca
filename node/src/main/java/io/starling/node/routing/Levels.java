package io.starling.node.routing;

/**
 * What a client asks of its writes and reads (ARCHITECTURE.md 3.4 and 3.5).
 *
 * @param write copies that must hold a write before it is acknowledged
 * @param read which copy may answer
 * @param detour how a read of level {@code primary} has fared so far; clients say nothing of it
 */
public record Levels(WriteLevel write, ReadLevel read, Detour detour) {
  /** Linearizable, surviving the loss of a minority. */
  public static final Levels DEFAULT = new Levels(WriteLevel.QUORUM, ReadLevel.PRIMARY);

  /** As a client asks. */
  public Levels(WriteLevel write, ReadLevel read) {
    this(write, read, Detour.POSSIBLE);
  }

  /** The same, with another word on the detour. */
  public Levels with(Detour changed) {
    return new Levels(write, read, changed);
  }

  /** When a write is acknowledged. */
  public enum WriteLevel {
    /** A majority of the members holds it. */
    QUORUM,
    /** The primary holds it, under its lease. */
    ONE,
    /** Every member holds it. */
    ALL
  }

  /** Which copy answers a read. */
  public enum ReadLevel {
    /** The primary, under a majority of leases: linearizable. */
    PRIMARY,
    /** The copy of any member, possibly stale. */
    ONE
  }

  /**
   * Whether a linearizable read goes to another node than the primary, which answers it from its
   * own copy on the primary's word (ARCHITECTURE.md 3.5).
   */
  public enum Detour {
    /** The primary may send it on to another node. */
    POSSIBLE,
    /** It is sent to the node that gets it: to be answered from the copy there, or refused. */
    TAKEN,
    /** Another node was asked in vain; only the primary itself answers it now. */
    OVER
  }
}
