package io.starling.node.cluster;

import com.google.protobuf.InvalidProtocolBufferException;
import io.starling.node.wire.ClusterFactsProto;
import io.starling.storage.id.ClusterId;
import io.starling.storage.id.SegmentLayout;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What holds for a cluster from its founding on.
 *
 * @param id of the cluster
 * @param layout how its slots are cut into segments
 * @param lease length of a lease
 */
public record ClusterFacts(ClusterId id, SegmentLayout layout, Duration lease) {
  public ClusterFacts {
    if (lease.toMillis() < 1) {
      throw new IllegalArgumentException("a lease of " + lease);
    }
  }

  /** As it is stored, and told to a node that joins. */
  public byte[] encode() {
    return ClusterFactsProto.newBuilder()
        .setIdHigh(id.high())
        .setIdLow(id.low())
        .setSegments(layout.segmentCount())
        .setLeaseMillis(lease.toMillis())
        .build()
        .toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if these bytes are something else
   */
  public static ClusterFacts decode(ByteBuffer bytes) {
    try {
      ClusterFactsProto proto = ClusterFactsProto.parseFrom(bytes);
      return new ClusterFacts(
          new ClusterId(proto.getIdHigh(), proto.getIdLow()),
          new SegmentLayout(proto.getSegments()),
          Duration.ofMillis(proto.getLeaseMillis()));
    } catch (InvalidProtocolBufferException malformed) {
      throw new IllegalArgumentException("no facts of a cluster", malformed);
    }
  }
}
