package io.starling.gossip.membership;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.starling.gossip.membership.wire.MemberMetadata;
import io.starling.gossip.transport.PeerAddress;
import io.starling.storage.id.ClusterId;
import io.starling.storage.id.NodeId;
import java.nio.ByteBuffer;

/** What a member says of itself, as bytes. */
final class MemberMetadataCodec {
  private static final int ID_BYTES = 16;
  private static final int PORT_MAX = 0xffff;

  private MemberMetadataCodec() {}

  static byte[] encode(Member member, ClusterId cluster) {
    return MemberMetadata.newBuilder()
        .setNodeId(bytes(member.nodeId().high(), member.nodeId().low()))
        .setIncarnation(member.incarnation())
        .setClusterId(bytes(cluster.high(), cluster.low()))
        .setHost(member.address().host())
        .setPeerPort(member.address().port())
        .setClientPort(member.clientPort())
        .setClusterPort(member.clusterPort())
        .setAdminPort(member.adminPort())
        .setZone(member.zone())
        .build()
        .toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if it is malformed or of another cluster
   */
  static Member decode(ByteBuffer bytes, ClusterId cluster) {
    MemberMetadata metadata;
    try {
      metadata = MemberMetadata.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("malformed metadata", e);
    }
    if (!metadata.getClusterId().equals(bytes(cluster.high(), cluster.low()))) {
      throw new IllegalArgumentException("a member of another cluster");
    }
    if (metadata.getNodeId().size() != ID_BYTES) {
      throw new IllegalArgumentException("a node id has 16 bytes");
    }
    ByteBuffer id = metadata.getNodeId().asReadOnlyByteBuffer();
    return new Member(
        new NodeId(id.getLong(), id.getLong()),
        metadata.getIncarnation(),
        new PeerAddress(metadata.getHost(), metadata.getPeerPort()),
        port(metadata.getClientPort()),
        port(metadata.getClusterPort()),
        port(metadata.getAdminPort()),
        metadata.getZone());
  }

  private static int port(int port) {
    if (port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + port);
    }
    return port;
  }

  private static ByteString bytes(long high, long low) {
    return ByteString.copyFrom(ByteBuffer.allocate(ID_BYTES).putLong(high).putLong(low).flip());
  }
}
