package io.starling.node.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.starling.node.lease.LeaseMessage;
import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.lease.LeaseMessage.LeaseRenewal;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.ListUnknown;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Heartbeats and their answers. */
public final class LeaseCodec {
  private LeaseCodec() {}

  /** A message, ready to be written out. */
  public static LeaseMessageProto toProto(LeaseMessage message) {
    LeaseMessageProto.Builder proto = LeaseMessageProto.newBuilder();
    switch (message) {
      case LeaseRequest request -> proto.setRequest(request(request));
      case LeaseRenewal renewal ->
          proto.setRenewal(
              LeaseRenewalProto.newBuilder()
                  .setNonce(renewal.nonce())
                  .setList(renewal.list())
                  .setSameAs(renewal.sameAs()));
      case ListUnknown unknown -> proto.setListUnknown(unknown.nonce());
      case LeaseAnswer answer ->
          proto.setAnswer(
              LeaseAnswerProto.newBuilder()
                  .setNonce(answer.nonce())
                  .setLoop(answer.loop())
                  .setLoopCount(answer.loopCount())
                  .addAllRefused(answer.refused()));
    }
    return proto.build();
  }

  private static LeaseRequestProto request(LeaseRequest request) {
    LeaseRequestProto.Builder proto =
        LeaseRequestProto.newBuilder().setNonce(request.nonce()).setList(request.list());
    for (SegmentEpoch asked : request.asked()) {
      proto.addSegments(asked.segment()).addEpochs(asked.epoch());
    }
    return proto.build();
  }

  /**
   * The message in these bytes.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static LeaseMessage decode(ByteBuffer bytes) {
    try {
      LeaseMessageProto proto = LeaseMessageProto.parseFrom(bytes);
      return switch (proto.getBodyCase()) {
        case REQUEST -> request(proto.getRequest());
        case RENEWAL -> renewal(proto.getRenewal());
        case LIST_UNKNOWN -> new ListUnknown(proto.getListUnknown());
        case ANSWER -> answer(proto.getAnswer());
        case BODY_NOT_SET -> throw new IllegalArgumentException("an empty message");
      };
    } catch (InvalidProtocolBufferException malformed) {
      throw new IllegalArgumentException("no heartbeat", malformed);
    }
  }

  private static LeaseRequest request(LeaseRequestProto proto) {
    if (proto.getSegmentsCount() != proto.getEpochsCount()
        || proto.getSegmentsCount() > LeaseRequest.SEGMENTS_MAX) {
      throw new IllegalArgumentException(
          proto.getSegmentsCount() + " segments with " + proto.getEpochsCount() + " epochs");
    }
    List<SegmentEpoch> asked = new ArrayList<>(proto.getSegmentsCount());
    for (int i = 0; i < proto.getSegmentsCount(); i++) {
      asked.add(new SegmentEpoch(WriteCodec.segment(proto.getSegments(i)), proto.getEpochs(i)));
    }
    return new LeaseRequest(proto.getNonce(), list(proto.getList()), asked);
  }

  private static LeaseRenewal renewal(LeaseRenewalProto proto) {
    return new LeaseRenewal(proto.getNonce(), list(proto.getList()), proto.getSameAs());
  }

  private static int list(int number) {
    if (number < 0 || number >= LeaseRequest.LISTS_MAX) {
      throw new IllegalArgumentException("list " + number);
    }
    return number;
  }

  private static LeaseAnswer answer(LeaseAnswerProto proto) {
    if (proto.getLoopCount() < 1
        || proto.getLoop() < 0
        || proto.getLoop() >= proto.getLoopCount()) {
      throw new IllegalArgumentException("loop " + proto.getLoop() + " of " + proto.getLoopCount());
    }
    return new LeaseAnswer(
        proto.getNonce(), proto.getLoop(), proto.getLoopCount(), proto.getRefusedList());
  }
}
