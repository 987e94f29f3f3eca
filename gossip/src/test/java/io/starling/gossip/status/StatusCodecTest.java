package io.starling.gossip.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.gossip.status.StatusMessage.Known;
import io.starling.storage.id.NodeId;
import java.util.Collections;
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
    Arbitrary<LoadReport> load =
        Combinators.combine(resources(), resources(), resources(), fraction, fraction)
            .as(LoadReport::new);
    Arbitrary<Reserve> reserve = Combinators.combine(bytes, bytes).as(Reserve::new);
    Arbitrary<List<MoveStatus>> moves = moves(bytes, count, fraction);
    Arbitrary<List<HeavySegment>> heaviest =
        Combinators.combine(count, Arbitraries.of(true, false), fraction, fraction, fraction, bytes)
            .as(HeavySegment::new)
            .list()
            .ofMaxSize(NodeReport.HEAVIEST_MAX);
    Arbitrary<NodeReport> report =
        Combinators.combine(
                Combinators.combine(endpoints, utilisation, holdings).as(Base::new),
                fraction,
                Arbitraries.of(Leave.values()),
                load,
                reserve,
                moves,
                heaviest)
            .as(
                (base, operations, leave, said, free, underWay, heavy) ->
                    new NodeReport(
                        base.endpoints(),
                        base.utilisation(),
                        operations,
                        base.holdings(),
                        leave,
                        said,
                        free,
                        new MovesReport(underWay, 9, 1, 1L << 40, 2),
                        heavy));
    return Combinators.combine(entry(), report)
        .as((known, said) -> new NodeStatus(known.nodeId(), known.stamp(), said))
        .list()
        .ofMaxSize(5);
  }

  private record Base(Endpoints endpoints, Utilisation utilisation, Holdings holdings) {}

  private static Arbitrary<Resources> resources() {
    Arbitrary<Double> amount = Arbitraries.doubles().greaterOrEqual(0);
    return Combinators.combine(amount, amount, amount, amount).as(Resources::new);
  }

  private static Arbitrary<List<MoveStatus>> moves(
      Arbitrary<Long> bytes, Arbitrary<Integer> count, Arbitrary<Float> rate) {
    Arbitrary<NodeId> node =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(NodeId::new);
    Arbitrary<String> error =
        Arbitraries.strings().ascii().ofMaxLength(MoveStatus.ERROR_LENGTH_MAX);
    Arbitrary<MoveStatus> early =
        Combinators.combine(count, node, node, Arbitraries.of(MovePhase.class), bytes, bytes)
            .as(
                (segment, from, to, phase, done, total) ->
                    new MoveStatus(
                        segment, from, to, MoveCause.DRAIN, phase, done, total, 0, 0, 0, ""));
    return Combinators.combine(early, rate, bytes, count, error)
        .as(
            (move, bytesPerSecond, backlog, attempts, said) ->
                new MoveStatus(
                    move.segment(),
                    move.from(),
                    move.to(),
                    move.cause(),
                    move.phase(),
                    move.bytesDone(),
                    move.bytesTotal(),
                    bytesPerSecond,
                    backlog,
                    attempts,
                    said))
        .list()
        .ofMaxSize(MovesReport.FIRST_MAX);
  }

  @Example
  void aTypicalReportTakesLessThanAKibibyte() {
    NodeId from = new NodeId(-1, -2);
    NodeId to = new NodeId(-3, -4);
    MoveStatus move =
        new MoveStatus(
            200, from, to, MoveCause.FILL, MovePhase.LOADING, 1L << 30, 1L << 31, 5e7f, 100, 1, "");
    HeavySegment heavy = new HeavySegment(200, true, 0.5f, 20_000, 3e6f, 1L << 28);
    Resources resources = new Resources(7.5, 1L << 36, 1L << 40, 1e9);
    NodeReport report =
        new NodeReport(
            new Endpoints("10.123.123.123", 7946, 6379, 7379, 9379, "eu-central-1a"),
            new Utilisation(0.5f, 0.25f, 0.125f, 1),
            12345,
            new Holdings(1L << 40, 1L << 32, 85, 256, 1),
            Leave.STAYS,
            new LoadReport(resources, resources, resources, 12, 3),
            new Reserve(1L << 28, 1L << 27),
            new MovesReport(List.of(move, move, move, move), 60, 8, 1000, 3),
            Collections.nCopies(NodeReport.HEAVIEST_MAX, heavy));
    int size = StatusCodec.sizeOf(new NodeStatus(from, new Stamp(1L << 41, 1 << 20), report));
    assertTrue(size < 1024, size + " bytes");
  }

  @Example
  void refusesMoreMovesThanANodeTellsOf() {
    MoveStatus move =
        new MoveStatus(
            1,
            new NodeId(1, 2),
            new NodeId(3, 4),
            MoveCause.MANUAL,
            MovePhase.SEALED,
            0,
            0,
            0,
            0,
            1,
            "");
    List<MoveStatus> moves = Collections.nCopies(MovesReport.FIRST_MAX + 1, move);
    assertThrows(IllegalArgumentException.class, () -> new MovesReport(moves, 9, 0, 0, 0));
  }

  @Example
  void cutsALongError() {
    MoveStatus move =
        new MoveStatus(
            1,
            new NodeId(1, 2),
            new NodeId(3, 4),
            MoveCause.BALANCE,
            MovePhase.LOADING,
            0,
            0,
            0,
            0,
            2,
            "x".repeat(MoveStatus.ERROR_LENGTH_MAX + 1));
    assertEquals("x".repeat(MoveStatus.ERROR_LENGTH_MAX), move.lastError());
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
