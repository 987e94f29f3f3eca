package io.starling.gossip.membership;

import io.scalecube.cluster.transport.api.Message;
import io.scalecube.cluster.transport.api.MessageCodec;
import io.starling.gossip.membership.wire.Envelope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Offered to ScaleCube as the codec of this program (service loader), so that its own, which is
 * Java serialization, is never even made.
 */
public final class EnvelopeMessageCodec implements MessageCodec {
  /** For the service loader. */
  public EnvelopeMessageCodec() {}

  @Override
  public Message deserialize(InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes(EnvelopeCodec.BYTES_MAX + 1);
    if (bytes.length > EnvelopeCodec.BYTES_MAX) {
      throw new IOException("a message of more than " + EnvelopeCodec.BYTES_MAX + " bytes");
    }
    return EnvelopeCodec.decode(Envelope.parseFrom(bytes));
  }

  @Override
  public void serialize(Message message, OutputStream stream) throws IOException {
    EnvelopeCodec.encode(message).writeTo(stream);
  }
}
