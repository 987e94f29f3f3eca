package io.starling.gossip.transport;

/** The kinds of messages between nodes. Numbers are part of the protocol: never reused. */
public final class MessageKind {
  /** Membership: ScaleCube's probes, synchronisation and gossip. */
  public static final int MEMBERSHIP = 1;

  /** Node status. */
  public static final int STATUS = 2;

  /** The exchange of assignment maps. */
  public static final int ASSIGNMENT = 3;

  /** The agreement on configurations. */
  public static final int AGREEMENT = 4;

  /** The leases of primaries. */
  public static final int LEASE = 5;

  /** The first number for kinds that are defined outside of this module. */
  public static final int FIRST_FREE = 16;

  private MessageKind() {}

  /**
   * Whether a message goes before what waits for the same peer: small ones that are worth nothing
   * when they come late. Nothing between nodes relies on order.
   */
  static boolean isUrgent(int kind) {
    return kind == MEMBERSHIP || kind == AGREEMENT || kind == LEASE;
  }
}
