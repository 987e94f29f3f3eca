package io.starling.gossip.agreement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.starling.gossip.agreement.AgreementMessage.Accept;
import io.starling.gossip.agreement.AgreementMessage.Decided;
import io.starling.gossip.agreement.AgreementMessage.Prepare;
import io.starling.gossip.agreement.AgreementMessage.Promise;
import io.starling.gossip.agreement.AgreementMessage.Propose;
import io.starling.gossip.agreement.AgreementMessage.Reject;
import io.starling.gossip.agreement.wire.ConfigurationProto;
import io.starling.storage.id.NodeId;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AgreementCodecTest {
  @Property(tries = 500)
  void decodesWhatItEncoded(@ForAll("messages") AgreementMessage message) {
    byte[] bytes = AgreementCodec.encode(message);
    AgreementMessage decoded = AgreementCodec.decode(ByteBuffer.wrap(bytes));
    assertEquals(message, decoded);
    assertArrayEquals(bytes, AgreementCodec.encode(decoded));
  }

  @Property(tries = 300)
  void readsTheStateThatItWrote(@ForAll("states") ChainState state) {
    assertEquals(state, AgreementCodec.fromProto(AgreementCodec.toProto(state)));
  }

  @Property(tries = 1_000)
  void refusesJunkInOneWayOnly(@ForAll byte[] junk) {
    assertDecodesOrRefuses(junk);
  }

  @Property(tries = 2_000)
  void refusesFlippedBitsInOneWayOnly(
      @ForAll("messages") AgreementMessage message, @ForAll int first, @ForAll int second) {
    byte[] bytes = AgreementCodec.encode(message);
    for (int bit : new int[] {first, second}) {
      int at = Math.floorMod(bit, bytes.length * Byte.SIZE);
      bytes[at / Byte.SIZE] ^= (byte) (1 << at % Byte.SIZE);
    }
    assertDecodesOrRefuses(bytes);
  }

  @Property(tries = 300)
  void refusesACutMessageInOneWayOnly(
      @ForAll("messages") AgreementMessage message, @ForAll int length) {
    byte[] bytes = AgreementCodec.encode(message);
    assertDecodesOrRefuses(java.util.Arrays.copyOf(bytes, Math.floorMod(length, bytes.length)));
  }

  /** Whatever is decoded names a segment that a node can look up. */
  private static void assertDecodesOrRefuses(byte[] bytes) {
    AgreementMessage decoded;
    try {
      decoded = AgreementCodec.decode(ByteBuffer.wrap(bytes));
    } catch (IllegalArgumentException refused) {
      return;
    }
    assertEquals(true, decoded.segment() >= 0, decoded::toString);
  }

  @Example
  void refusesAnEmptyMessage() {
    assertThrows(
        IllegalArgumentException.class, () -> AgreementCodec.decode(ByteBuffer.allocate(0)));
  }

  @Example
  void refusesASegmentThatCannotBe() {
    Ballot ballot = new Ballot(1, Cast.node('a'));
    for (AgreementMessage message :
        List.of(
            new Promise(-1, 2, ballot, null),
            new Accept(-1, 2, ballot),
            new Reject(Integer.MIN_VALUE, 2, ballot))) {
      ByteBuffer bytes = ByteBuffer.wrap(AgreementCodec.encode(message));
      assertThrows(IllegalArgumentException.class, () -> AgreementCodec.decode(bytes));
    }
  }

  @Example
  void refusesMoreMembersThanAConfigurationMayHave() {
    ConfigurationProto.Builder proto =
        AgreementCodec.toProto(Cast.configuration(1, "a/a")).toBuilder();
    for (int i = 0; i < Configuration.MEMBERS_MAX; i++) {
      proto.addMembers(proto.getMembers(0));
    }
    assertThrows(IllegalArgumentException.class, () -> AgreementCodec.fromProto(proto.build()));
  }

  @Example
  void refusesAPrimaryThatIsNoMember() {
    ConfigurationProto proto =
        AgreementCodec.toProto(Cast.configuration(1, "a/ab")).toBuilder()
            .setPrimaryIndex(2)
            .build();
    assertThrows(IllegalArgumentException.class, () -> AgreementCodec.fromProto(proto));
  }

  @Provide
  Arbitrary<AgreementMessage> messages() {
    Arbitrary<Integer> segment = Arbitraries.integers().greaterOrEqual(0);
    Arbitrary<Long> epoch = Arbitraries.longs().greaterOrEqual(1);
    return Arbitraries.oneOf(
        Combinators.combine(configurations(), ballots()).as(Prepare::new),
        Combinators.combine(segment, epoch, ballots(), accepted().injectNull(0.3)).as(Promise::new),
        Combinators.combine(configurations(), ballots(), configurations()).as(Propose::new),
        Combinators.combine(segment, epoch, ballots()).as(Accept::new),
        Combinators.combine(segment, epoch, ballots()).as(Reject::new),
        configurations().map(Decided::new));
  }

  @Provide
  Arbitrary<ChainState> states() {
    return Combinators.combine(
            configurations(), ballots().injectNull(0.3), accepted().injectNull(0.3))
        .as(ChainState::new);
  }

  private static Arbitrary<Accepted> accepted() {
    return Combinators.combine(ballots(), configurations()).as(Accepted::new);
  }

  private static Arbitrary<Ballot> ballots() {
    return Combinators.combine(Arbitraries.longs(), nodes()).as(Ballot::new);
  }

  private static Arbitrary<NodeId> nodes() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(NodeId::new);
  }

  private static Arbitrary<Configuration> configurations() {
    return Combinators.combine(
            Arbitraries.integers().greaterOrEqual(0),
            Arbitraries.longs().greaterOrEqual(1),
            nodes().list().ofMinSize(1).ofMaxSize(Configuration.MEMBERS_MAX))
        .as(
            (segment, epoch, members) ->
                new Configuration(segment, epoch, members.get(0), members));
  }
}
