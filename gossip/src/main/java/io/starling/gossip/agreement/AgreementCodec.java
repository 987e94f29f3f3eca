package io.starling.gossip.agreement;

import com.google.protobuf.InvalidProtocolBufferException;
import io.starling.gossip.agreement.AgreementMessage.Accept;
import io.starling.gossip.agreement.AgreementMessage.Decided;
import io.starling.gossip.agreement.AgreementMessage.Prepare;
import io.starling.gossip.agreement.AgreementMessage.Promise;
import io.starling.gossip.agreement.AgreementMessage.Propose;
import io.starling.gossip.agreement.AgreementMessage.Reject;
import io.starling.gossip.agreement.wire.AcceptProto;
import io.starling.gossip.agreement.wire.AcceptedProto;
import io.starling.gossip.agreement.wire.AgreementMessageProto;
import io.starling.gossip.agreement.wire.BallotProto;
import io.starling.gossip.agreement.wire.ChainStateProto;
import io.starling.gossip.agreement.wire.ConfigurationProto;
import io.starling.gossip.agreement.wire.NodeIdProto;
import io.starling.gossip.agreement.wire.PrepareProto;
import io.starling.gossip.agreement.wire.PromiseProto;
import io.starling.gossip.agreement.wire.ProposeProto;
import io.starling.gossip.agreement.wire.RejectProto;
import io.starling.storage.id.NodeId;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The agreement's messages and states as Protobuf. Decoding trusts nothing: what is malformed, or
 * could not have been written by {@link #encode}, is refused with an {@link
 * IllegalArgumentException}.
 */
public final class AgreementCodec {
  private AgreementCodec() {}

  /** A message as bytes. */
  public static byte[] encode(AgreementMessage message) {
    AgreementMessageProto.Builder proto = AgreementMessageProto.newBuilder();
    switch (message) {
      case Prepare m ->
          proto.setPrepare(
              PrepareProto.newBuilder()
                  .setKnown(toProto(m.known()))
                  .setBallot(toProto(m.ballot())));
      case Promise m -> proto.setPromise(promise(m));
      case Propose m ->
          proto.setPropose(
              ProposeProto.newBuilder()
                  .setKnown(toProto(m.known()))
                  .setBallot(toProto(m.ballot()))
                  .setValue(toProto(m.value())));
      case Accept m ->
          proto.setAccept(
              AcceptProto.newBuilder()
                  .setSegment(m.segment())
                  .setEpoch(m.epoch())
                  .setBallot(toProto(m.ballot())));
      case Reject m ->
          proto.setReject(
              RejectProto.newBuilder()
                  .setSegment(m.segment())
                  .setEpoch(m.epoch())
                  .setPromised(toProto(m.promised())));
      case Decided m -> proto.setDecided(toProto(m.configuration()));
    }
    return proto.build().toByteArray();
  }

  private static PromiseProto promise(Promise message) {
    PromiseProto.Builder proto =
        PromiseProto.newBuilder()
            .setSegment(message.segment())
            .setEpoch(message.epoch())
            .setBallot(toProto(message.ballot()));
    Accepted accepted = message.accepted();
    if (accepted != null) {
      proto.setAccepted(toProto(accepted));
    }
    return proto.build();
  }

  /**
   * The message in these bytes.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static AgreementMessage decode(ByteBuffer bytes) {
    try {
      AgreementMessage message = fromProto(AgreementMessageProto.parseFrom(bytes));
      if (message.segment() < 0) {
        throw new IllegalArgumentException("segment " + message.segment());
      }
      return message;
    } catch (InvalidProtocolBufferException malformed) {
      throw new IllegalArgumentException("no message of the agreement", malformed);
    }
  }

  private static AgreementMessage fromProto(AgreementMessageProto proto) {
    return switch (proto.getBodyCase()) {
      case PREPARE -> {
        PrepareProto m = proto.getPrepare();
        yield new Prepare(fromProto(m.getKnown()), fromProto(m.getBallot()));
      }
      case PROMISE -> {
        PromiseProto m = proto.getPromise();
        Accepted accepted = m.hasAccepted() ? fromProto(m.getAccepted()) : null;
        yield new Promise(m.getSegment(), m.getEpoch(), fromProto(m.getBallot()), accepted);
      }
      case PROPOSE -> {
        ProposeProto m = proto.getPropose();
        yield new Propose(
            fromProto(m.getKnown()), fromProto(m.getBallot()), fromProto(m.getValue()));
      }
      case ACCEPT -> {
        AcceptProto m = proto.getAccept();
        yield new Accept(m.getSegment(), m.getEpoch(), fromProto(m.getBallot()));
      }
      case REJECT -> {
        RejectProto m = proto.getReject();
        yield new Reject(m.getSegment(), m.getEpoch(), fromProto(m.getPromised()));
      }
      case DECIDED -> new Decided(fromProto(proto.getDecided()));
      case BODY_NOT_SET -> throw new IllegalArgumentException("an empty message");
    };
  }

  /** A chain's state, for the disk. */
  public static ChainStateProto toProto(ChainState state) {
    ChainStateProto.Builder proto = ChainStateProto.newBuilder().setKnown(toProto(state.known()));
    Ballot promised = state.promised();
    if (promised != null) {
      proto.setPromised(toProto(promised));
    }
    Accepted accepted = state.accepted();
    if (accepted != null) {
      proto.setAccepted(toProto(accepted));
    }
    return proto.build();
  }

  /** The state that {@link #toProto(ChainState)} wrote. */
  public static ChainState fromProto(ChainStateProto proto) {
    return new ChainState(
        fromProto(proto.getKnown()),
        proto.hasPromised() ? fromProto(proto.getPromised()) : null,
        proto.hasAccepted() ? fromProto(proto.getAccepted()) : null);
  }

  /** A configuration. */
  public static ConfigurationProto toProto(Configuration configuration) {
    ConfigurationProto.Builder proto =
        ConfigurationProto.newBuilder()
            .setSegment(configuration.segment())
            .setEpoch(configuration.epoch())
            .setPrimaryIndex(configuration.members().indexOf(configuration.primary()));
    configuration.members().forEach(member -> proto.addMembers(toProto(member)));
    return proto.build();
  }

  /** The configuration that {@link #toProto(Configuration)} wrote. */
  public static Configuration fromProto(ConfigurationProto proto) {
    List<NodeId> members = proto.getMembersList().stream().map(AgreementCodec::fromProto).toList();
    if (proto.getPrimaryIndex() < 0
        || proto.getPrimaryIndex() >= members.size()
        || members.size() > Configuration.MEMBERS_MAX) {
      throw new IllegalArgumentException(
          "primary " + proto.getPrimaryIndex() + " of " + members.size() + " members");
    }
    return new Configuration(
        proto.getSegment(), proto.getEpoch(), members.get(proto.getPrimaryIndex()), members);
  }

  private static AcceptedProto toProto(Accepted accepted) {
    return AcceptedProto.newBuilder()
        .setBallot(toProto(accepted.ballot()))
        .setValue(toProto(accepted.value()))
        .build();
  }

  private static Accepted fromProto(AcceptedProto proto) {
    return new Accepted(fromProto(proto.getBallot()), fromProto(proto.getValue()));
  }

  private static BallotProto toProto(Ballot ballot) {
    return BallotProto.newBuilder()
        .setRound(ballot.round())
        .setProposer(toProto(ballot.proposer()))
        .build();
  }

  private static Ballot fromProto(BallotProto proto) {
    return new Ballot(proto.getRound(), fromProto(proto.getProposer()));
  }

  private static NodeIdProto toProto(NodeId node) {
    return NodeIdProto.newBuilder().setHigh(node.high()).setLow(node.low()).build();
  }

  private static NodeId fromProto(NodeIdProto proto) {
    return new NodeId(proto.getHigh(), proto.getLow());
  }
}
