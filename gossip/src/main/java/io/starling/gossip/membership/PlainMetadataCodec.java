package io.starling.gossip.membership;

import io.scalecube.cluster.metadata.MetadataCodec;
import java.nio.ByteBuffer;

/**
 * Metadata is bytes, for ScaleCube as well. Offered by the service loader, in place of its own
 * codec, which is Java serialization.
 */
public final class PlainMetadataCodec implements MetadataCodec {
  /** For the service loader. */
  public PlainMetadataCodec() {}

  @Override
  public Object deserialize(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  @Override
  public ByteBuffer serialize(Object metadata) {
    return ByteBuffer.wrap((byte[]) metadata);
  }
}
