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

  /** The first number for kinds that are defined outside of this module. */
  public static final int FIRST_FREE = 16;

  private MessageKind() {}
}
