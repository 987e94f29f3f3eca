package io.starling.gossip.membership;

import io.scalecube.cluster.fdetector.PingFields;
import io.scalecube.cluster.membership.MemberStatus;
import io.scalecube.cluster.membership.RecordFields;
import io.starling.gossip.membership.wire.Participant;
import io.starling.gossip.membership.wire.Ping;
import io.starling.gossip.membership.wire.Record;
import org.jspecify.annotations.Nullable;

/** The parts of ScaleCube's messages: participants, pings and membership records. */
final class RecordCodec {
  private static final int TEXT_LENGTH_MAX = 300;

  private RecordCodec() {}

  static Participant encode(io.scalecube.cluster.Member member) {
    Participant.Builder wire =
        Participant.newBuilder()
            .setId(member.id())
            .setAddress(member.address())
            .setNamespace(member.namespace());
    if (member.alias() != null) {
      wire.setAlias(member.alias());
    }
    return wire.build();
  }

  static io.scalecube.cluster.Member decode(Participant wire) {
    return new io.scalecube.cluster.Member(
        required(wire.getId()),
        wire.hasAlias() ? bounded(wire.getAlias()) : null,
        required(wire.getAddress()),
        required(wire.getNamespace()));
  }

  static Ping encode(PingFields ping) {
    Ping.Builder wire = Ping.newBuilder().setFrom(encode(ping.from())).setTo(encode(ping.to()));
    if (ping.originalIssuer() != null) {
      wire.setOriginalIssuer(encode(ping.originalIssuer()));
    }
    if (ping.ack() != null) {
      wire.setAck(
          switch (ping.ack()) {
            case DEST_OK -> Ping.Ack.DEST_OK;
            case DEST_GONE -> Ping.Ack.DEST_GONE;
          });
    }
    return wire.build();
  }

  static PingFields decode(Ping wire) {
    return new PingFields(
        decode(wire.getFrom()),
        decode(wire.getTo()),
        wire.hasOriginalIssuer() ? decode(wire.getOriginalIssuer()) : null,
        wire.hasAck() ? decode(wire.getAck()) : null);
  }

  private static PingFields.@Nullable Ack decode(Ping.Ack wire) {
    return switch (wire) {
      case DEST_OK -> PingFields.Ack.DEST_OK;
      case DEST_GONE -> PingFields.Ack.DEST_GONE;
      case ACK_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("an acknowledgement that is not known");
    };
  }

  static Record encode(RecordFields record) {
    return Record.newBuilder()
        .setParticipant(encode(record.member()))
        .setStatus(
            switch (record.status()) {
              case ALIVE -> Record.Status.ALIVE;
              case SUSPECT -> Record.Status.SUSPECT;
              case LEAVING -> Record.Status.LEAVING;
              case DEAD -> Record.Status.DEAD;
            })
        .setIncarnation(record.incarnation())
        .build();
  }

  static RecordFields decode(Record wire) {
    return new RecordFields(
        decode(wire.getParticipant()),
        switch (wire.getStatus()) {
          case ALIVE -> MemberStatus.ALIVE;
          case SUSPECT -> MemberStatus.SUSPECT;
          case LEAVING -> MemberStatus.LEAVING;
          case DEAD -> MemberStatus.DEAD;
          case STATUS_UNSPECIFIED, UNRECOGNIZED ->
              throw new IllegalArgumentException("a status that is not known");
        },
        wire.getIncarnation());
  }

  private static String required(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a participant lacks a field");
    }
    return bounded(text);
  }

  private static String bounded(String text) {
    if (text.length() > TEXT_LENGTH_MAX) {
      throw new IllegalArgumentException("a text of " + text.length() + " characters");
    }
    return text;
  }
}
