package io.starling.node.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.routing.ForwardMessage;
import io.starling.node.routing.ForwardMessage.Answer;
import io.starling.node.routing.ForwardMessage.Forward;
import io.starling.node.routing.ForwardMessage.NotServedHere;
import io.starling.node.routing.ForwardMessage.ReadElsewhere;
import io.starling.node.routing.Levels;
import io.starling.node.routing.Levels.Detour;
import io.starling.node.routing.Levels.ReadLevel;
import io.starling.node.routing.Levels.WriteLevel;
import io.starling.node.routing.SegmentRequest;
import io.starling.storage.id.NodeId;
import java.nio.ByteBuffer;
import java.util.List;

/** Forwarded requests and their replies. */
public final class ForwardCodec {
  private ForwardCodec() {}

  /** A message, ready to be written out. */
  public static ForwardMessageProto toProto(ForwardMessage message) {
    ForwardMessageProto.Builder proto = ForwardMessageProto.newBuilder().setId(message.id());
    switch (message) {
      case Forward forward -> proto.setForward(request(forward.request()));
      case Answer answer -> proto.setAnswer(toProto(answer.reply()));
      case NotServedHere refused -> proto.setNotServed(NotServedProto.getDefaultInstance());
      case ReadElsewhere elsewhere ->
          proto.setElsewhere(
              ElsewhereProto.newBuilder()
                  .setNodeHigh(elsewhere.node().high())
                  .setNodeLow(elsewhere.node().low()));
    }
    return proto.build();
  }

  private static ForwardProto request(SegmentRequest request) {
    ForwardProto.Builder proto =
        ForwardProto.newBuilder()
            .setSegment(request.segment())
            .setWriteLevel(toProto(request.levels().write()))
            .setReadLevel(toProto(request.levels().read()))
            .setDetour(toProto(request.levels().detour()));
    for (byte[] argument : request.arguments()) {
      proto.addArguments(UnsafeByteOperations.unsafeWrap(argument));
    }
    return proto.build();
  }

  private static ReplyProto toProto(Reply reply) {
    ReplyProto.Builder proto = ReplyProto.newBuilder();
    switch (reply) {
      case Reply.Status status -> proto.setStatus(status.text());
      case Reply.Failure failure ->
          proto.setFailure(
              FailureProto.newBuilder().setCode(failure.code().name()).setText(failure.text()));
      case Reply.Number number -> proto.setNumber(number.value());
      case Reply.Bulk bulk -> proto.setBulk(UnsafeByteOperations.unsafeWrap(bulk.bytes()));
      case Reply.Nil nil -> proto.setNil(NilProto.getDefaultInstance());
      case Reply.Array array -> proto.setArray(toProto(array.items()));
      case Reply.Pairs pairs -> proto.setPairs(toProto(pairs.keysAndValues()));
    }
    return proto.build();
  }

  private static ReplyListProto toProto(List<Reply> replies) {
    ReplyListProto.Builder proto = ReplyListProto.newBuilder();
    replies.forEach(reply -> proto.addItems(toProto(reply)));
    return proto.build();
  }

  /**
   * The message in these bytes.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ForwardMessage decode(ByteBuffer bytes) {
    try {
      ForwardMessageProto proto = ForwardMessageProto.parseFrom(bytes);
      return switch (proto.getBodyCase()) {
        case FORWARD -> new Forward(proto.getId(), request(proto.getForward()));
        case ANSWER -> new Answer(proto.getId(), fromProto(proto.getAnswer()));
        case NOT_SERVED -> new NotServedHere(proto.getId());
        case ELSEWHERE -> {
          ElsewhereProto node = proto.getElsewhere();
          yield new ReadElsewhere(proto.getId(), new NodeId(node.getNodeHigh(), node.getNodeLow()));
        }
        case BODY_NOT_SET -> throw new IllegalArgumentException("an empty message");
      };
    } catch (InvalidProtocolBufferException malformed) {
      throw new IllegalArgumentException("no forwarded request", malformed);
    }
  }

  private static SegmentRequest request(ForwardProto proto) {
    if (proto.getArgumentsCount() == 0) {
      throw new IllegalArgumentException("a request without a command");
    }
    List<byte[]> arguments =
        proto.getArgumentsList().stream().map(ByteString::toByteArray).toList();
    return new SegmentRequest(WriteCodec.segment(proto.getSegment()), arguments, levels(proto));
  }

  private static WriteLevelProto toProto(WriteLevel level) {
    return switch (level) {
      case QUORUM -> WriteLevelProto.WRITE_LEVEL_QUORUM;
      case ONE -> WriteLevelProto.WRITE_LEVEL_ONE;
      case ALL -> WriteLevelProto.WRITE_LEVEL_ALL;
    };
  }

  private static ReadLevelProto toProto(ReadLevel level) {
    return switch (level) {
      case PRIMARY -> ReadLevelProto.READ_LEVEL_PRIMARY;
      case ONE -> ReadLevelProto.READ_LEVEL_ONE;
    };
  }

  private static DetourProto toProto(Detour detour) {
    return switch (detour) {
      case POSSIBLE -> DetourProto.DETOUR_POSSIBLE;
      case TAKEN -> DetourProto.DETOUR_TAKEN;
      case OVER -> DetourProto.DETOUR_OVER;
    };
  }

  private static Levels levels(ForwardProto proto) {
    WriteLevel write =
        switch (proto.getWriteLevel()) {
          case WRITE_LEVEL_QUORUM -> WriteLevel.QUORUM;
          case WRITE_LEVEL_ONE -> WriteLevel.ONE;
          case WRITE_LEVEL_ALL -> WriteLevel.ALL;
          case UNRECOGNIZED -> throw new IllegalArgumentException("an unknown write level");
        };
    ReadLevel read =
        switch (proto.getReadLevel()) {
          case READ_LEVEL_PRIMARY -> ReadLevel.PRIMARY;
          case READ_LEVEL_ONE -> ReadLevel.ONE;
          case UNRECOGNIZED -> throw new IllegalArgumentException("an unknown read level");
        };
    Detour detour =
        switch (proto.getDetour()) {
          case DETOUR_POSSIBLE -> Detour.POSSIBLE;
          case DETOUR_TAKEN -> Detour.TAKEN;
          case DETOUR_OVER -> Detour.OVER;
          case UNRECOGNIZED -> throw new IllegalArgumentException("an unknown detour");
        };
    return new Levels(write, read, detour);
  }

  private static Reply fromProto(ReplyProto proto) {
    return switch (proto.getBodyCase()) {
      case STATUS -> new Reply.Status(proto.getStatus());
      case FAILURE ->
          new Reply.Failure(
              ErrorCode.valueOf(proto.getFailure().getCode()), proto.getFailure().getText());
      case NUMBER -> new Reply.Number(proto.getNumber());
      case BULK -> new Reply.Bulk(proto.getBulk().toByteArray());
      case NIL -> Reply.NIL;
      case ARRAY -> new Reply.Array(fromProto(proto.getArray()));
      case PAIRS -> new Reply.Pairs(fromProto(proto.getPairs()));
      case BODY_NOT_SET -> throw new IllegalArgumentException("an empty reply");
    };
  }

  private static List<Reply> fromProto(ReplyListProto proto) {
    return proto.getItemsList().stream().map(ForwardCodec::fromProto).toList();
  }
}
