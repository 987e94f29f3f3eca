package io.starling.chaos.fuzz;

import io.scalecube.cluster.transport.api.Message;
import io.starling.antientropy.stream.CorruptFrameException;
import io.starling.antientropy.stream.FrameCodec;
import io.starling.antientropy.sync.MalformedSyncMessageException;
import io.starling.antientropy.sync.SyncCodec;
import io.starling.gossip.agreement.AgreementCodec;
import io.starling.gossip.assignment.AssignmentCodec;
import io.starling.gossip.membership.EnvelopeMessageCodec;
import io.starling.gossip.status.StatusCodec;
import io.starling.node.cluster.ClusterFacts;
import io.starling.node.wire.ForwardCodec;
import io.starling.node.wire.LeaseCodec;
import io.starling.node.wire.MigrationCodec;
import io.starling.node.wire.ReplicaCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Every decoder of what another node says, as a function from bytes to bytes. */
enum PeerDecoder {
  AGREEMENT,
  REPLICA,
  RECORD,
  LEASE,
  FORWARD,
  SYNC,
  FRAME,
  STATUS,
  ASSIGNMENT,
  MEMBERSHIP,
  FACTS,
  MIGRATION;

  /** What the message in these bytes is written as; null if there is none and it was refused. */
  byte @Nullable [] recoded(byte[] bytes) {
    try {
      return decodeAndEncode(bytes);
    } catch (IllegalArgumentException
        | MalformedSyncMessageException
        | CorruptFrameException
        | IOException refused) {
      return null;
    }
  }

  /** The exceptions named, and illegal arguments, are how a decoder refuses. */
  private byte[] decodeAndEncode(byte[] bytes)
      throws MalformedSyncMessageException, CorruptFrameException, IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return switch (this) {
      case AGREEMENT -> AgreementCodec.encode(AgreementCodec.decode(buffer));
      case REPLICA -> ReplicaCodec.toProto(ReplicaCodec.decode(buffer)).toByteArray();
      case RECORD -> ReplicaCodec.encode(ReplicaCodec.decodeRecord(bytes));
      case LEASE -> LeaseCodec.toProto(LeaseCodec.decode(buffer)).toByteArray();
      case FORWARD -> ForwardCodec.toProto(ForwardCodec.decode(buffer)).toByteArray();
      case MIGRATION -> MigrationCodec.encode(MigrationCodec.decode(bytes));
      case SYNC -> SyncCodec.encode(SyncCodec.decode(bytes));
      case FRAME -> FrameCodec.encode(FrameCodec.decode(bytes));
      case STATUS -> StatusCodec.encode(StatusCodec.decode(bytes));
      case ASSIGNMENT -> AssignmentCodec.encode(AssignmentCodec.decode(bytes));
      case MEMBERSHIP -> membership(bytes);
      case FACTS -> ClusterFacts.decode(buffer).encode();
    };
  }

  private static byte[] membership(byte[] bytes) throws IOException {
    EnvelopeMessageCodec codec = new EnvelopeMessageCodec();
    Message message = codec.deserialize(new ByteArrayInputStream(bytes));
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    codec.serialize(message, encoded);
    return encoded.toByteArray();
  }
}
