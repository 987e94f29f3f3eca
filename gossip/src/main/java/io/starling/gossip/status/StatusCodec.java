package io.starling.gossip.status;

import com.google.protobuf.InvalidProtocolBufferException;
import io.starling.gossip.status.StatusMessage.Known;
import io.starling.gossip.status.wire.Answer;
import io.starling.gossip.status.wire.Deltas;
import io.starling.gossip.status.wire.Digest;
import io.starling.gossip.status.wire.Status;
import io.starling.gossip.status.wire.StatusEnvelope;
import io.starling.storage.id.NodeId;
import java.util.List;

/** The messages of the exchange as Protobuf. */
public final class StatusCodec {
  /** Bytes around the statuses of a message, at most. */
  static final int ENVELOPE_BYTES_MAX = 16;

  /** Bytes of one entry of a digest, at most: tag, length, two fixed and two variable numbers. */
  static final int KNOWN_BYTES_MAX = 2 + 9 + 9 + 11 + 11;

  private StatusCodec() {}

  /** Writes a message. */
  public static byte[] encode(StatusMessage message) {
    StatusEnvelope.Builder envelope = StatusEnvelope.newBuilder();
    switch (message) {
      case StatusMessage.Digest digest -> envelope.setDigest(encode(digest));
      case StatusMessage.Answer answer -> envelope.setAnswer(encode(answer));
      case StatusMessage.Deltas deltas ->
          envelope.setDeltas(
              Deltas.newBuilder()
                  .addAllStatuses(deltas.statuses().stream().map(StatusCodec::encode).toList()));
    }
    return envelope.build().toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static StatusMessage decode(byte[] bytes) {
    try {
      return decode(StatusEnvelope.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a malformed status message", e);
    }
  }

  /** Bytes that a status takes in a message. */
  static int sizeOf(NodeStatus status) {
    int size = encode(status).getSerializedSize();
    return size + 1 + (size < 128 ? 1 : 2);
  }

  private static StatusMessage decode(StatusEnvelope envelope) {
    return switch (envelope.getMessageCase()) {
      case DIGEST ->
          new StatusMessage.Digest(
              known(envelope.getDigest().getKnownList()), envelope.getDigest().getComplete());
      case ANSWER ->
          new StatusMessage.Answer(
              statuses(envelope.getAnswer().getNewerList()),
              known(envelope.getAnswer().getWantedList()));
      case DELTAS -> new StatusMessage.Deltas(statuses(envelope.getDeltas().getStatusesList()));
      case MESSAGE_NOT_SET -> throw new IllegalArgumentException("an empty status message");
    };
  }

  private static Digest encode(StatusMessage.Digest digest) {
    return Digest.newBuilder()
        .addAllKnown(digest.known().stream().map(StatusCodec::encode).toList())
        .setComplete(digest.complete())
        .build();
  }

  private static Answer encode(StatusMessage.Answer answer) {
    return Answer.newBuilder()
        .addAllNewer(answer.newer().stream().map(StatusCodec::encode).toList())
        .addAllWanted(answer.wanted().stream().map(StatusCodec::encode).toList())
        .build();
  }

  private static io.starling.gossip.status.wire.Known encode(Known known) {
    return io.starling.gossip.status.wire.Known.newBuilder()
        .setNodeHigh(known.nodeId().high())
        .setNodeLow(known.nodeId().low())
        .setIncarnation(known.stamp().incarnation())
        .setVersion(known.stamp().version())
        .build();
  }

  private static List<Known> known(List<io.starling.gossip.status.wire.Known> wire) {
    return wire.stream().map(StatusCodec::decode).toList();
  }

  private static Known decode(io.starling.gossip.status.wire.Known wire) {
    return new Known(
        new NodeId(wire.getNodeHigh(), wire.getNodeLow()),
        new Stamp(wire.getIncarnation(), wire.getVersion()));
  }

  private static List<NodeStatus> statuses(List<Status> wire) {
    return wire.stream().map(StatusCodec::decode).toList();
  }

  private static Status encode(NodeStatus status) {
    return Status.newBuilder()
        .setStamp(encode(new Known(status.nodeId(), status.stamp())))
        .setReport(ReportCodec.encode(status.report()))
        .build();
  }

  private static NodeStatus decode(Status wire) {
    Known known = decode(wire.getStamp());
    return new NodeStatus(known.nodeId(), known.stamp(), ReportCodec.decode(wire.getReport()));
  }
}
