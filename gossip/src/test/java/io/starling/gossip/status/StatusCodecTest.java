package io.starling.gossip.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.gossip.status.StatusMessage.Known;
import io.starling.storage.id.NodeId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StatusCodecTest {
  @Property(tries = 200)
  void returnsMessagesAsTheyWere(@ForAll("messages") StatusMessage message) {
    assertEquals(message, StatusCodec.decode(StatusCodec.encode(message)));
  }

  @Property(tries = 200)
  void boundsWhatAStatusTakes(@ForAll("statuses") List<NodeStatus> statuses) {
    int bytes = statuses.stream().mapToInt(StatusCodec::sizeOf).sum();
    int actual = StatusCodec.encode(new StatusMessage.Deltas(statuses)).length;
    assertTrue(actual <= bytes + StatusCodec.ENVELOPE_BYTES_MAX, actual + " over " + bytes);
  }

  @Property(tries = 2000)
  void failsOnArbitraryBytesInOneWayOnly(@ForAll byte[] bytes) {
    try {
      StatusCodec.decode(bytes);
    } catch (IllegalArgumentException expected) {
      // A driver drops such a message.
    }
  }

  @Example
  void refusesAnEmptyMessage() {
    assertThrows(IllegalArgumentException.class, () -> StatusCodec.decode(new byte[0]));
  }

  @Provide
  Arbitrary<StatusMessage> messages() {
    return Combinators.combine(known(), statuses(), Arbitraries.integers().between(0, 2))
        .as(
            (known, statuses, kind) ->
                switch (kind) {
                  case 0 -> new StatusMessage.Digest(known, statuses.isEmpty());
                  case 1 -> new StatusMessage.Answer(statuses, known);
                  default -> new StatusMessage.Deltas(statuses);
                });
  }

  @Provide
  Arbitrary<List<NodeStatus>> statuses() {
    Arbitrary<Float> fraction = Arbitraries.floats().between(0, 1);
    Arbitrary<Utilisation> utilisation =
        Combinators.combine(fraction, fraction, fraction, fraction).as(Utilisation::new);
    Arbitrary<Integer> count = Arbitraries.integers().greaterOrEqual(0);
    Arbitrary<Long> bytes = Arbitraries.longs().greaterOrEqual(0);
    Arbitrary<Holdings> holdings =
        Combinators.combine(bytes, bytes, count, count, count).as(Holdings::new);
    Arbitrary<Integer> port = Arbitraries.integers().between(0, 65535);
    Arbitrary<String> text = Arbitraries.strings().ofMaxLength(60);
    Arbitrary<Endpoints> endpoints =
        Combinators.combine(text, port, port, port, port, text).as(Endpoints::new);
    Arbitrary<NodeReport> report =
        Combinators.combine(endpoints, utilisation, fraction, holdings, Arbitraries.of(true, false))
            .as(NodeReport::new);
    return Combinators.combine(entry(), report)
        .as((known, said) -> new NodeStatus(known.nodeId(), known.stamp(), said))
        .list()
        .ofMaxSize(5);
  }

  private static Arbitrary<List<Known>> known() {
    return entry().list().ofMaxSize(20);
  }

  private static Arbitrary<Known> entry() {
    Arbitrary<Long> number = Arbitraries.longs().greaterOrEqual(0);
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs(), number, number)
        .as(
            (high, low, incarnation, version) ->
                new Known(new NodeId(high, low), new Stamp(incarnation, version)));
  }
}
