package io.starling.gossip.membership;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.InvalidProtocolBufferException;
import io.scalecube.cluster.Member;
import io.scalecube.cluster.fdetector.PingFields;
import io.scalecube.cluster.gossip.GossipFields;
import io.scalecube.cluster.membership.MemberStatus;
import io.scalecube.cluster.membership.RecordFields;
import io.scalecube.cluster.membership.SyncFields;
import io.scalecube.cluster.metadata.MetadataFields;
import io.scalecube.cluster.transport.api.Message;
import io.starling.gossip.membership.wire.Envelope;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EnvelopeCodecTest {
  @Property(tries = 200)
  void returnsPingsAsTheyWere(@ForAll("pings") PingFields ping) throws Exception {
    assertEquals(ping, PingFields.of(overTheWire(ping.toData()).data()));
  }

  @Property(tries = 200)
  void returnsTablesAsTheyWere(@ForAll("tables") List<RecordFields> records) throws Exception {
    SyncFields sync = new SyncFields(records);
    assertEquals(sync, SyncFields.of(overTheWire(sync.toData()).data()));
  }

  @Property(tries = 200)
  void returnsGossipsAsTheyWere(
      @ForAll("records") RecordFields record, @ForAll long sequence, @ForAll byte[] news)
      throws Exception {
    GossipFields gossips =
        new GossipFields(
            List.of(
                item("a", sequence, Message.fromData(record.toData())),
                item("b", sequence, Message.withData(news).qualifier("news").build())),
            "c");
    GossipFields decoded = GossipFields.of(overTheWire(gossips.toData()).data());
    assertEquals("c", decoded.from());
    assertEquals(record, RecordFields.of(decoded.gossips().getFirst().message().data()));
    assertEquals(sequence, decoded.gossips().getLast().sequence());
    assertEquals("news", decoded.gossips().getLast().message().qualifier());
    assertArrayEquals(news, decoded.gossips().getLast().message().data());
  }

  @Property(tries = 100)
  void returnsMetadataAsItWas(@ForAll("members") Member member, @ForAll byte[] metadata)
      throws Exception {
    MetadataFields request = new MetadataFields(member, null);
    MetadataFields response = new MetadataFields(member, ByteBuffer.wrap(metadata));
    assertEquals(request, MetadataFields.of(overTheWire(request.toData()).data()));
    assertEquals(response, MetadataFields.of(overTheWire(response.toData()).data()));
  }

  @Property(tries = 2000)
  void failsOnArbitraryBytesInTheTwoExpectedWaysOnly(@ForAll byte[] bytes) {
    try {
      EnvelopeCodec.decode(Envelope.parseFrom(bytes));
    } catch (InvalidProtocolBufferException | IllegalArgumentException expected) {
      // Both are dropped by the transport.
    }
  }

  @Example
  void keepsTheHeadersOfScaleCube() throws Exception {
    Message sent =
        Message.withData(new byte[0]).qualifier("q").correlationId("c").sender("s:1").build();
    assertEquals(sent.headers(), overTheWire(sent).headers());
  }

  @Example
  void refusesDataAndHeadersItDoesNotKnow() {
    Message unknownData = Message.fromData("text");
    Message unknownHeader = Message.withData(new byte[0]).header("x", "y").build();
    Message none = Message.fromQualifier("q");
    assertThrows(IllegalArgumentException.class, () -> EnvelopeCodec.encode(unknownData));
    assertThrows(IllegalArgumentException.class, () -> EnvelopeCodec.encode(unknownHeader));
    assertThrows(IllegalArgumentException.class, () -> EnvelopeCodec.encode(none));
    assertThrows(
        IllegalArgumentException.class, () -> EnvelopeCodec.decode(Envelope.getDefaultInstance()));
  }

  @Example
  void refusesAGossipWithinAGossip() throws Exception {
    GossipFields inner = new GossipFields(List.of(), "a");
    GossipFields outer =
        new GossipFields(List.of(item("a", 1, Message.fromData(inner.toData()))), "a");
    Envelope nested = EnvelopeCodec.encode(Message.fromData(outer.toData()));
    assertThrows(IllegalArgumentException.class, () -> EnvelopeCodec.decode(nested));
  }

  @Provide
  Arbitrary<Member> members() {
    Arbitrary<String> text = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(60);
    return Combinators.combine(text, text.injectNull(0.3), text)
        .as((id, alias, address) -> new Member(id, alias, address, "starling"));
  }

  @Provide
  Arbitrary<PingFields> pings() {
    return Combinators.combine(
            members(),
            members(),
            members().injectNull(0.5),
            Arbitraries.of(PingFields.Ack.class).injectNull(0.5))
        .as(PingFields::new);
  }

  @Provide
  Arbitrary<RecordFields> records() {
    return Combinators.combine(
            members(), Arbitraries.of(MemberStatus.class), Arbitraries.integers())
        .as(RecordFields::new);
  }

  @Provide
  Arbitrary<List<RecordFields>> tables() {
    return records().list().ofMaxSize(20);
  }

  private static GossipFields.Item item(String gossiper, long sequence, Message message) {
    return new GossipFields.Item(gossiper, sequence, message);
  }

  private static Message overTheWire(Object data) throws Exception {
    return overTheWire(Message.fromData(data));
  }

  private static Message overTheWire(Message message) throws Exception {
    return EnvelopeCodec.decode(Envelope.parseFrom(EnvelopeCodec.encode(message).toByteArray()));
  }
}
