package io.starling.gossip.assignment;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.assignment.wire.AssignmentEnvelope;
import io.starling.gossip.assignment.wire.Configurations;
import io.starling.gossip.assignment.wire.DecidedConfiguration;
import io.starling.storage.id.HashSlot;
import io.starling.storage.id.NodeId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The messages of the comparison as Protobuf. */
public final class AssignmentCodec {
  private static final int ID_BYTES = 16;

  /** Tags, lengths and numbers around the members of a configuration, at most. */
  private static final int CONFIGURATION_BYTES_MAX = 32;

  private AssignmentCodec() {}

  /** Writes a message. */
  public static byte[] encode(AssignmentMessage message) {
    AssignmentEnvelope.Builder envelope = AssignmentEnvelope.newBuilder();
    switch (message) {
      case AssignmentMessage.Digest digest -> envelope.setDigest(digest.digest());
      case AssignmentMessage.Epochs epochs ->
          envelope.setEpochs(
              io.starling.gossip.assignment.wire.Epochs.newBuilder()
                  .addAllEpochs(epochs.epochs())
                  .setAnswerWanted(epochs.answerWanted()));
      case AssignmentMessage.Newer newer ->
          envelope.setConfigurations(
              Configurations.newBuilder()
                  .addAllConfigurations(
                      newer.configurations().stream().map(AssignmentCodec::encode).toList()));
    }
    return envelope.build().toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static AssignmentMessage decode(byte[] bytes) {
    try {
      return decode(AssignmentEnvelope.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a malformed assignment message", e);
    }
  }

  /** Bytes that a configuration takes in a message, at most. */
  static int bytesMax(Configuration configuration) {
    return CONFIGURATION_BYTES_MAX + configuration.members().size() * ID_BYTES;
  }

  private static AssignmentMessage decode(AssignmentEnvelope envelope) {
    return switch (envelope.getMessageCase()) {
      case DIGEST -> new AssignmentMessage.Digest(envelope.getDigest());
      case EPOCHS ->
          new AssignmentMessage.Epochs(
              epochs(envelope.getEpochs().getEpochsList()), envelope.getEpochs().getAnswerWanted());
      case CONFIGURATIONS ->
          new AssignmentMessage.Newer(
              envelope.getConfigurations().getConfigurationsList().stream()
                  .map(AssignmentCodec::decode)
                  .toList());
      case MESSAGE_NOT_SET -> throw new IllegalArgumentException("an empty assignment message");
    };
  }

  private static List<Long> epochs(List<Long> epochs) {
    if (epochs.size() > HashSlot.COUNT || epochs.stream().anyMatch(epoch -> epoch < 0)) {
      throw new IllegalArgumentException("malformed epochs of " + epochs.size() + " segments");
    }
    return List.copyOf(epochs);
  }

  private static DecidedConfiguration encode(Configuration configuration) {
    List<NodeId> members = configuration.members();
    ByteBuffer ids = ByteBuffer.allocate(members.size() * ID_BYTES);
    members.forEach(member -> ids.putLong(member.high()).putLong(member.low()));
    return DecidedConfiguration.newBuilder()
        .setSegment(configuration.segment())
        .setEpoch(configuration.epoch())
        .setPrimary(members.indexOf(configuration.primary()))
        .setMembers(ByteString.copyFrom(ids.flip()))
        .build();
  }

  private static Configuration decode(DecidedConfiguration wire) {
    ByteBuffer ids = wire.getMembers().asReadOnlyByteBuffer();
    if (ids.remaining() % ID_BYTES != 0 || ids.remaining() > Configuration.MEMBERS_MAX * ID_BYTES) {
      throw new IllegalArgumentException("members of " + ids.remaining() + " bytes");
    }
    List<NodeId> members = new ArrayList<>();
    while (ids.hasRemaining()) {
      members.add(new NodeId(ids.getLong(), ids.getLong()));
    }
    int primary = wire.getPrimary();
    if (primary < 0 || primary >= members.size()) {
      throw new IllegalArgumentException("primary " + primary + " of " + members.size());
    }
    return new Configuration(wire.getSegment(), wire.getEpoch(), members.get(primary), members);
  }
}
