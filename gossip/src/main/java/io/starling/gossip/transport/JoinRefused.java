package io.starling.gossip.transport;

import io.starling.gossip.transport.wire.Refusal;
import java.io.IOException;

/** Two nodes reached each other and one of them, this or the other, wants no connection. */
public final class JoinRefused extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** What arrived is no handshake of ours. */
    MALFORMED,
    /** The nodes speak different versions of the protocol. */
    OTHER_PROTOCOL,
    /** The nodes belong to different clusters. */
    OTHER_CLUSTER,
    /** The nodes hold different secrets. */
    OTHER_SECRET,
    /** The address was expected to be another node's. */
    OTHER_NODE,
    /** A node reached itself. */
    SAME_NODE,
    /** Two processes use one node id: a copied data directory. */
    DUPLICATE_NODE,
    /** The node that was asked has not joined a cluster itself yet: worth another try. */
    NOT_JOINED
  }

  private final Reason reason;
  private final String text;

  JoinRefused(Reason reason, String text) {
    super(text);
    this.reason = reason;
    this.text = text;
  }

  static JoinRefused of(Refusal refusal) {
    return new JoinRefused(reasonOf(refusal), printable(refusal.getText()));
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Why, in words for an operator. */
  public String text() {
    return text;
  }

  Refusal toRefusal() {
    return Refusal.newBuilder()
        .setReason(Refusal.Reason.valueOf(reason.name()))
        .setText(text)
        .build();
  }

  private static Reason reasonOf(Refusal refusal) {
    String name = refusal.getReason().name();
    for (Reason reason : Reason.values()) {
      if (reason.name().equals(name)) {
        return reason;
      }
    }
    return Reason.MALFORMED;
  }

  /** A stranger's text goes to logs and terminals: plain characters only. */
  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
