package io.scalecube.cluster.fdetector;

import io.scalecube.cluster.Member;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@code PingData}.
 *
 * @param originalIssuer whom the ping is made for, or null
 * @param ack the outcome, or null in a ping
 */
public record PingFields(
    Member from, Member to, @Nullable Member originalIssuer, @Nullable Ack ack) {
  /** The outcome of a ping. */
  public enum Ack {
    /** The member answered. */
    DEST_OK,
    /** Another member has its address. */
    DEST_GONE
  }

  /** Whether {@code data} is what {@link #of} reads. */
  public static boolean isIn(@Nullable Object data) {
    return data instanceof PingData;
  }

  /** Reads a message. */
  public static PingFields of(Object data) {
    PingData ping = (PingData) data;
    return new PingFields(
        ping.getFrom(), ping.getTo(), ping.getOriginalIssuer(), ack(ping.getAckType()));
  }

  /** Builds the message. */
  public Object toData() {
    PingData ping =
        originalIssuer == null ? new PingData(from, to) : new PingData(from, to, originalIssuer);
    if (ack == null) {
      return ping;
    }
    return ping.withAckType(
        switch (ack) {
          case DEST_OK -> PingData.AckType.DEST_OK;
          case DEST_GONE -> PingData.AckType.DEST_GONE;
        });
  }

  private static @Nullable Ack ack(PingData.@Nullable AckType type) {
    if (type == null) {
      return null;
    }
    return switch (type) {
      case DEST_OK -> Ack.DEST_OK;
      case DEST_GONE -> Ack.DEST_GONE;
    };
  }
}
