package io.starling.node.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.lease.LeaseMessage;
import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.lease.LeaseMessage.LeaseRenewal;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LeaseCodecTest {
  @Property(tries = 300)
  void decodesWhatItEncoded(@ForAll("messages") LeaseMessage message) {
    assertEquals(message, LeaseCodec.decode(bytes(message)));
  }

  @Property(tries = 1_000)
  void refusesJunkInOneWayOnly(@ForAll byte[] junk) {
    Hostile.decodeOrRefuse(junk, LeaseCodec::decode);
  }

  @Property(tries = 1_000)
  void refusesDamageInOneWayOnly(@ForAll("messages") LeaseMessage message, @ForAll long seed) {
    Hostile.decodeOrRefuse(Hostile.damaged(bytes(message).array(), seed), LeaseCodec::decode);
  }

  @Example
  void refusesALoopThatThePeerDoesNotHave() {
    assertRefuses(new LeaseAnswer(1, 0, 0, List.of()));
    assertRefuses(new LeaseAnswer(1, 2, 2, List.of()));
    assertRefuses(new LeaseAnswer(1, -1, 2, List.of()));
  }

  @Example
  void refusesASegmentBelowZero() {
    assertRefuses(new LeaseRequest(1, 0, List.of(new SegmentEpoch(-2, 1))));
  }

  @Example
  void refusesMoreThanAListMayHold() {
    assertRefuses(new LeaseRequest(1, LeaseRequest.LISTS_MAX, List.of()));
    assertRefuses(new LeaseRequest(1, -1, List.of()));
    assertRefuses(new LeaseRenewal(1, LeaseRequest.LISTS_MAX, 1));
    assertRefuses(
        new LeaseRequest(
            1, 0, Collections.nCopies(LeaseRequest.SEGMENTS_MAX + 1, new SegmentEpoch(2, 1))));
  }

  @Example
  void aHeartbeatIsAFewBytesWhateverItAsksFor() {
    assertTrue(bytes(new LeaseRenewal(-1, LeaseRequest.LISTS_MAX - 1, -1)).remaining() <= 24);
  }

  @Example
  void refusesSegmentsWithoutTheirEpochs() {
    LeaseMessageProto uneven =
        LeaseMessageProto.newBuilder()
            .setRequest(LeaseRequestProto.newBuilder().addSegments(1).addSegments(2).addEpochs(1))
            .build();
    ByteBuffer bytes = ByteBuffer.wrap(uneven.toByteArray());
    assertThrows(IllegalArgumentException.class, () -> LeaseCodec.decode(bytes));
  }

  private static void assertRefuses(LeaseMessage message) {
    assertThrows(IllegalArgumentException.class, () -> LeaseCodec.decode(bytes(message)));
  }

  private static ByteBuffer bytes(LeaseMessage message) {
    return ByteBuffer.wrap(LeaseCodec.toProto(message).toByteArray());
  }

  @Provide
  Arbitrary<LeaseMessage> messages() {
    return WireSamples.leaseMessages();
  }
}
