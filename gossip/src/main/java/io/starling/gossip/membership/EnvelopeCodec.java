package io.starling.gossip.membership;

import com.google.protobuf.ByteString;
import io.scalecube.cluster.fdetector.PingFields;
import io.scalecube.cluster.gossip.GossipFields;
import io.scalecube.cluster.membership.RecordFields;
import io.scalecube.cluster.membership.SyncFields;
import io.scalecube.cluster.metadata.MetadataFields;
import io.scalecube.cluster.transport.api.Message;
import io.starling.gossip.membership.wire.Envelope;
import io.starling.gossip.membership.wire.Gossip;
import io.starling.gossip.membership.wire.Gossips;
import io.starling.gossip.membership.wire.MetadataRequest;
import io.starling.gossip.membership.wire.MetadataResponse;
import io.starling.gossip.membership.wire.Sync;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * ScaleCube's messages as Protobuf and back. Only the kinds of data that its components exchange,
 * and news; both directions throw {@link IllegalArgumentException} for anything else. What decoding
 * allocates is bounded by the bytes it reads.
 */
final class EnvelopeCodec {
  /** Bytes of the largest message: news, or the table of some thousands of members. */
  static final int BYTES_MAX = 1 << 20;

  private EnvelopeCodec() {}

  static Envelope encode(Message message) {
    Envelope.Builder envelope = Envelope.newBuilder();
    message.headers().forEach((name, value) -> header(envelope, name, value));
    Object data = message.data();
    if (data == null) {
      throw new IllegalArgumentException("a message without data: " + message.qualifier());
    }
    encodeData(envelope, data);
    return envelope.build();
  }

  static Message decode(Envelope envelope) {
    return message(envelope, decodeData(envelope));
  }

  private static void header(Envelope.Builder envelope, String name, @Nullable String value) {
    if (value == null) {
      return;
    }
    switch (name) {
      case Message.HEADER_QUALIFIER -> envelope.setQualifier(value);
      case Message.HEADER_CORRELATION_ID -> envelope.setCorrelationId(value);
      case Message.HEADER_SENDER -> envelope.setSender(value);
      default -> throw new IllegalArgumentException("a header that is not known: " + name);
    }
  }

  private static void encodeData(Envelope.Builder envelope, Object data) {
    if (PingFields.isIn(data)) {
      envelope.setPing(RecordCodec.encode(PingFields.of(data)));
    } else if (RecordFields.isIn(data)) {
      envelope.setRecord(RecordCodec.encode(RecordFields.of(data)));
    } else if (SyncFields.isIn(data)) {
      envelope.setSync(encode(SyncFields.of(data)));
    } else if (GossipFields.isIn(data)) {
      envelope.setGossips(encode(GossipFields.of(data)));
    } else if (MetadataFields.isIn(data)) {
      encode(envelope, MetadataFields.of(data));
    } else if (data instanceof byte[] news) {
      envelope.setNews(ByteString.copyFrom(news));
    } else {
      throw new IllegalArgumentException("data that is not known: " + data.getClass().getName());
    }
  }

  private static Object decodeData(Envelope envelope) {
    return switch (envelope.getDataCase()) {
      case PING -> RecordCodec.decode(envelope.getPing()).toData();
      case RECORD -> RecordCodec.decode(envelope.getRecord()).toData();
      case SYNC -> decode(envelope.getSync()).toData();
      case GOSSIPS -> decode(envelope.getGossips()).toData();
      case METADATA_REQUEST -> decode(envelope.getMetadataRequest()).toData();
      case METADATA_RESPONSE -> decode(envelope.getMetadataResponse()).toData();
      case NEWS -> envelope.getNews().toByteArray();
      case DATA_NOT_SET -> throw new IllegalArgumentException("a message without known data");
    };
  }

  private static Message message(Envelope envelope, Object data) {
    Message.Builder message = Message.withData(data);
    if (envelope.hasQualifier()) {
      message.qualifier(envelope.getQualifier());
    }
    if (envelope.hasCorrelationId()) {
      message.correlationId(envelope.getCorrelationId());
    }
    if (envelope.hasSender()) {
      message.sender(envelope.getSender());
    }
    return message.build();
  }

  private static Sync encode(SyncFields sync) {
    Sync.Builder wire = Sync.newBuilder();
    sync.records().forEach(record -> wire.addRecords(RecordCodec.encode(record)));
    return wire.build();
  }

  private static SyncFields decode(Sync wire) {
    return new SyncFields(wire.getRecordsList().stream().map(RecordCodec::decode).toList());
  }

  private static Gossips encode(GossipFields fields) {
    Gossips.Builder wire = Gossips.newBuilder().setFrom(fields.from());
    for (GossipFields.Item item : fields.gossips()) {
      wire.addGossips(
          Gossip.newBuilder()
              .setGossiper(item.gossiper())
              .setSequence(item.sequence())
              .setMessage(encode(item.message())));
    }
    return wire.build();
  }

  private static GossipFields decode(Gossips wire) {
    return new GossipFields(
        wire.getGossipsList().stream()
            .map(
                gossip ->
                    new GossipFields.Item(
                        gossip.getGossiper(), gossip.getSequence(), rumour(gossip.getMessage())))
            .toList(),
        wire.getFrom());
  }

  /** What a gossip carries: so the nesting ends here. */
  private static Message rumour(Envelope envelope) {
    return switch (envelope.getDataCase()) {
      case RECORD, NEWS -> decode(envelope);
      case PING, SYNC, GOSSIPS, METADATA_REQUEST, METADATA_RESPONSE, DATA_NOT_SET ->
          throw new IllegalArgumentException("a gossip carries no " + envelope.getDataCase());
    };
  }

  private static void encode(Envelope.Builder envelope, MetadataFields fields) {
    ByteBuffer metadata = fields.metadata();
    if (metadata == null) {
      envelope.setMetadataRequest(
          MetadataRequest.newBuilder().setParticipant(RecordCodec.encode(fields.member())));
    } else {
      envelope.setMetadataResponse(
          MetadataResponse.newBuilder()
              .setParticipant(RecordCodec.encode(fields.member()))
              .setMetadata(ByteString.copyFrom(metadata.duplicate())));
    }
  }

  private static MetadataFields decode(MetadataRequest wire) {
    return new MetadataFields(RecordCodec.decode(wire.getParticipant()), null);
  }

  private static MetadataFields decode(MetadataResponse wire) {
    return new MetadataFields(
        RecordCodec.decode(wire.getParticipant()),
        ByteBuffer.wrap(wire.getMetadata().toByteArray()));
  }
}
