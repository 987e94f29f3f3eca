package io.starling.node.routing;

/**
 * What a client asks of its writes and reads (ARCHITECTURE.md 3.4 and 3.5).
 *
 * @param write copies that must hold a write before it is acknowledged
 * @param read which copy may answer
 */
public record Levels(WriteLevel write, ReadLevel read) {
  /** Linearizable, surviving the loss of a minority. */
  public static final Levels DEFAULT = new Levels(WriteLevel.QUORUM, ReadLevel.PRIMARY);

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
}
