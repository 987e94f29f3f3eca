package io.starling.node.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.starling.node.migration.DeclineReason;
import io.starling.node.migration.MigrationMessage;
import io.starling.node.migration.MigrationMessage.Declined;
import io.starling.node.migration.MigrationMessage.Ended;
import io.starling.node.migration.MigrationMessage.Granted;
import io.starling.node.migration.MigrationMessage.Moved;
import io.starling.node.migration.MigrationMessage.Offer;
import io.starling.node.migration.MigrationMessage.ShedWanted;
import io.starling.node.migration.MigrationMessage.TakeBack;
import io.starling.node.migration.MoveKind;
import io.starling.storage.id.NodeId;

/** What nodes say to each other about moves. */
public final class MigrationCodec {
  private MigrationCodec() {}

  /** A message, as it is sent. */
  public static byte[] encode(MigrationMessage message) {
    MigrationMessageProto.Builder proto = MigrationMessageProto.newBuilder();
    switch (message) {
      case Offer offer ->
          proto.setOffer(
              OfferProto.newBuilder()
                  .setNumber(offer.number())
                  .setSegment(offer.segment())
                  .setEpoch(offer.epoch())
                  .setKind(toProto(offer.kind()))
                  .setBytes(offer.bytes()));
      case Granted granted -> proto.setGranted(granted.number());
      case Declined declined ->
          proto.setDeclined(
              DeclinedProto.newBuilder()
                  .setNumber(declined.number())
                  .setReason(toProto(declined.reason())));
      case Ended ended -> proto.setEnded(ended.number());
      case Moved moved ->
          proto.setMoved(
              MovedProto.newBuilder().setSegment(moved.segment()).setEpoch(moved.epoch()));
      case TakeBack back ->
          proto.setTakeBack(
              MovedProto.newBuilder().setSegment(back.segment()).setEpoch(back.epoch()));
      case ShedWanted wanted ->
          proto.setShedWanted(
              ShedWantedProto.newBuilder()
                  .setSegment(wanted.segment())
                  .setEpoch(wanted.epoch())
                  .setToHigh(wanted.to().high())
                  .setToLow(wanted.to().low()));
    }
    return proto.build().toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if these bytes are something else
   */
  public static MigrationMessage decode(byte[] bytes) {
    try {
      return fromProto(MigrationMessageProto.parseFrom(bytes));
    } catch (InvalidProtocolBufferException malformed) {
      throw new IllegalArgumentException("no message about a move", malformed);
    }
  }

  private static MigrationMessage fromProto(MigrationMessageProto proto) {
    return switch (proto.getBodyCase()) {
      case OFFER -> {
        OfferProto offer = proto.getOffer();
        yield new Offer(
            offer.getNumber(),
            WriteCodec.segment(offer.getSegment()),
            offer.getEpoch(),
            kind(offer.getKind()),
            size(offer.getBytes()));
      }
      case GRANTED -> new Granted(proto.getGranted());
      case DECLINED ->
          new Declined(proto.getDeclined().getNumber(), reason(proto.getDeclined().getReason()));
      case ENDED -> new Ended(proto.getEnded());
      case MOVED ->
          new Moved(WriteCodec.segment(proto.getMoved().getSegment()), proto.getMoved().getEpoch());
      case TAKE_BACK ->
          new TakeBack(
              WriteCodec.segment(proto.getTakeBack().getSegment()), proto.getTakeBack().getEpoch());
      case SHED_WANTED -> {
        ShedWantedProto wanted = proto.getShedWanted();
        yield new ShedWanted(
            WriteCodec.segment(wanted.getSegment()),
            wanted.getEpoch(),
            new NodeId(wanted.getToHigh(), wanted.getToLow()));
      }
      case BODY_NOT_SET -> throw new IllegalArgumentException("an empty message about a move");
    };
  }

  private static long size(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("a copy of " + bytes + " bytes");
    }
    return bytes;
  }

  private static MoveKindProto toProto(MoveKind kind) {
    return switch (kind) {
      case FILL -> MoveKindProto.MOVE_KIND_FILL;
      case SPREAD -> MoveKindProto.MOVE_KIND_SPREAD;
      case UNDO -> MoveKindProto.MOVE_KIND_UNDO;
      case DRAIN -> MoveKindProto.MOVE_KIND_DRAIN;
      case BALANCE -> MoveKindProto.MOVE_KIND_BALANCE;
      case MANUAL -> MoveKindProto.MOVE_KIND_MANUAL;
    };
  }

  private static DeclineReasonProto toProto(DeclineReason reason) {
    return switch (reason) {
      case LEAVING -> DeclineReasonProto.DECLINE_REASON_LEAVING;
      case NO_ROOM -> DeclineReasonProto.DECLINE_REASON_NO_ROOM;
      case TOO_MANY -> DeclineReasonProto.DECLINE_REASON_TOO_MANY;
      case NOT_CAUGHT_UP -> DeclineReasonProto.DECLINE_REASON_NOT_CAUGHT_UP;
      case BUSY -> DeclineReasonProto.DECLINE_REASON_BUSY;
      case OUTDATED -> DeclineReasonProto.DECLINE_REASON_OUTDATED;
    };
  }

  private static MoveKind kind(MoveKindProto proto) {
    return switch (proto) {
      case MOVE_KIND_FILL -> MoveKind.FILL;
      case MOVE_KIND_SPREAD -> MoveKind.SPREAD;
      case MOVE_KIND_UNDO -> MoveKind.UNDO;
      case MOVE_KIND_DRAIN -> MoveKind.DRAIN;
      case MOVE_KIND_BALANCE -> MoveKind.BALANCE;
      case MOVE_KIND_MANUAL -> MoveKind.MANUAL;
      case UNRECOGNIZED -> throw new IllegalArgumentException("a move of no known kind");
    };
  }

  private static DeclineReason reason(DeclineReasonProto proto) {
    return switch (proto) {
      case DECLINE_REASON_LEAVING -> DeclineReason.LEAVING;
      case DECLINE_REASON_NO_ROOM -> DeclineReason.NO_ROOM;
      case DECLINE_REASON_TOO_MANY -> DeclineReason.TOO_MANY;
      case DECLINE_REASON_NOT_CAUGHT_UP -> DeclineReason.NOT_CAUGHT_UP;
      case DECLINE_REASON_BUSY -> DeclineReason.BUSY;
      case DECLINE_REASON_OUTDATED -> DeclineReason.OUTDATED;
      case UNRECOGNIZED -> throw new IllegalArgumentException("declined for no known reason");
    };
  }
}
