package io.starling.gossip.transport;

import com.google.protobuf.ByteString;
import io.starling.gossip.transport.wire.Handshake;
import io.starling.gossip.transport.wire.Hello;
import io.starling.storage.id.ClusterId;
import io.starling.storage.id.NodeId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of itself in its Hello, checked for form but not yet proved.
 *
 * @param clusterId null from a node that has not joined a cluster yet
 * @param asSent the bytes of the step, which both proofs cover
 */
record Greeting(
    NodeId nodeId,
    long incarnation,
    @Nullable ClusterId clusterId,
    byte[] nonce,
    PeerAddress address,
    byte[] asSent) {
  static final int PROTOCOL = 1;

  private static final int ID_BYTES = 16;

  static Greeting of(PeerIdentity identity, PeerAddress address, byte[] nonce) {
    Hello.Builder hello =
        Hello.newBuilder()
            .setProtocol(PROTOCOL)
            .setNodeId(bytes(identity.nodeId().high(), identity.nodeId().low()))
            .setIncarnation(identity.incarnation())
            .setNonce(ByteString.copyFrom(nonce))
            .setHost(address.host())
            .setPort(address.port());
    ClusterId cluster = identity.clusterId();
    if (cluster != null) {
      hello.setClusterId(bytes(cluster.high(), cluster.low()));
    }
    byte[] asSent = Handshake.newBuilder().setHello(hello).build().toByteArray();
    return new Greeting(identity.nodeId(), identity.incarnation(), cluster, nonce, address, asSent);
  }

  /**
   * Reads a step received.
   *
   * @throws JoinRefused if it is no Hello of this protocol
   */
  static Greeting read(Handshake step, byte[] asSent) throws JoinRefused {
    Hello hello = step.getHello();
    if (step.hasHello() && hello.getProtocol() != PROTOCOL) {
      throw new JoinRefused(
          JoinRefused.Reason.OTHER_PROTOCOL,
          "one node speaks version "
              + PROTOCOL
              + " of the protocol, the other version "
              + Integer.toUnsignedString(hello.getProtocol()));
    }
    ByteString cluster = hello.getClusterId();
    if (hello.getNodeId().size() != ID_BYTES
        || hello.getNonce().size() != SessionKeys.NONCE_BYTES
        || !(cluster.isEmpty() || cluster.size() == ID_BYTES)) {
      throw new JoinRefused(JoinRefused.Reason.MALFORMED, "the handshake is malformed");
    }
    ByteBuffer node = hello.getNodeId().asReadOnlyByteBuffer();
    return new Greeting(
        new NodeId(node.getLong(), node.getLong()),
        hello.getIncarnation(),
        cluster.isEmpty() ? null : clusterId(cluster.asReadOnlyByteBuffer()),
        hello.getNonce().toByteArray(),
        addressOf(hello),
        asSent);
  }

  private static PeerAddress addressOf(Hello hello) throws JoinRefused {
    try {
      return new PeerAddress(hello.getHost(), hello.getPort());
    } catch (IllegalArgumentException e) {
      throw new JoinRefused(JoinRefused.Reason.MALFORMED, "the handshake is malformed");
    }
  }

  private static ClusterId clusterId(ByteBuffer bytes) {
    return new ClusterId(bytes.getLong(), bytes.getLong());
  }

  private static ByteString bytes(long high, long low) {
    return ByteString.copyFrom(ByteBuffer.allocate(ID_BYTES).putLong(high).putLong(low).flip());
  }
}
