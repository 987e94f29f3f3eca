package io.scalecube.cluster.metadata;

import io.scalecube.cluster.Member;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@code GetMetadataRequest} or {@code GetMetadataResponse}.
 *
 * @param metadata null in a request
 */
public record MetadataFields(Member member, @Nullable ByteBuffer metadata) {
  /** Whether {@code data} is what {@link #of} reads. */
  public static boolean isIn(@Nullable Object data) {
    return data instanceof GetMetadataRequest || data instanceof GetMetadataResponse;
  }

  /** Reads a message. */
  public static MetadataFields of(Object data) {
    if (data instanceof GetMetadataResponse response) {
      return new MetadataFields(response.getMember(), response.getMetadata());
    }
    return new MetadataFields(((GetMetadataRequest) data).getMember(), null);
  }

  /** Builds the message. */
  public Object toData() {
    return metadata == null
        ? new GetMetadataRequest(member)
        : new GetMetadataResponse(member, metadata);
  }
}
