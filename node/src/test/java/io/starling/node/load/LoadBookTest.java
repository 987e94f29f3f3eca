package io.starling.node.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.gossip.status.Resources;
import io.starling.node.metrics.LatencyBuckets;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LoadBookTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Resources CAPACITY = new Resources(2, 1_000, 10_000, 100_000);

  private final LoadBook book = new LoadBook();
  private final List<SegmentMeasure> segments = new ArrayList<>();
  private long atNanos;
  private long processorNanos;

  private static SegmentMeasure measure(int segment, boolean primary, long reads, long writes) {
    return new SegmentMeasure(
        segment,
        primary,
        10,
        500,
        0.25,
        new DemandCount(reads, writes, 0, 0, 100 * reads, 100 * writes, 50 * writes));
  }

  /** A second passes in which the one loop works for so long. */
  private void second(long workedNanos, SegmentMeasure... measures) {
    atNanos += SECOND;
    processorNanos += workedNanos;
    segments.clear();
    segments.addAll(List.of(measures));
    book.take(
        CAPACITY,
        new MachineReading(atNanos, processorNanos, 250, 5_000, atNanos / 1_000_000),
        List.of(
            new LoopMeasure(
                atNanos, processorNanos, 3_000_000, List.copyOf(segments), new TreeMap<>())),
        new long[LatencyBuckets.BOUNDED + 1]);
  }

  private SegmentLoad segment(int number) {
    return book.load().segments().stream()
        .filter(each -> each.segment() == number)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void knowsNothingAtFirst() {
    assertEquals(NodeLoad.UNKNOWN, book.load());
  }

  @Test
  void makesRatesOfCounts() {
    second(0, measure(1, true, 1_000, 0));
    second(SECOND / 10, measure(1, true, 1_200, 100));
    Demand demand = segment(1).recent().demand();
    assertEquals(200, demand.reads());
    assertEquals(100, demand.writes());
    assertEquals(300, demand.commands());
    assertEquals(demand, segment(1).ofMinute().demand());
    assertEquals(0.25, segment(1).hottestKeyShare());
  }

  @Test
  void outlastsABurstInTheMeanOfAMinute() {
    for (int i = 1; i <= 120; i++) {
      second(SECOND / 100, measure(1, true, 100L * i, 0));
    }
    second(SECOND, measure(1, true, 22_000, 0));
    assertTrue(segment(1).recent().demand().reads() > 1_500, "" + segment(1));
    assertTrue(segment(1).ofMinute().demand().reads() < 400, "" + segment(1));
  }

  @Test
  void dividesTheProcessorTimeByWork() {
    for (int i = 0; i <= 60; i++) {
      second(SECOND / 2, measure(1, true, 30_000L * i, 0), measure(2, true, 10_000L * i, 0));
    }
    double first = segment(1).recent().here().cpu();
    double second = segment(2).recent().here().cpu();
    assertEquals(0.5, first + second, 0.01);
    assertEquals(3, first / second, 0.01);
  }

  @Test
  void doesNotPutTheUpkeepOfAnIdleLoopDownToAFewRequests() {
    for (int i = 0; i <= 60; i++) {
      second(SECOND / 10, measure(1, true, i, 0));
    }
    assertTrue(segment(1).recent().here().cpu() < 0.001, "" + segment(1));
  }

  @Test
  void expectsABackupToBeSparedTheReads() {
    for (int i = 0; i <= 60; i++) {
      second(SECOND / 2, measure(1, true, 10_000L * i, 10_000L * i));
    }
    SegmentUse use = segment(1).recent();
    assertTrue(use.asBackup().cpu() < use.here().cpu() / 2, "" + use);
    assertEquals(500_000, use.asBackup().network(), 1);
    assertEquals(2_000_000, use.here().network(), 1);
    assertEquals(use.here().memory(), use.asBackup().memory());
  }

  @Test
  void beginsAnewWithAnotherRole() {
    second(0, measure(1, true, 0, 0));
    second(SECOND / 10, measure(1, true, 500, 0));
    second(SECOND / 10, measure(1, false, 600, 0));
    assertEquals(Demand.NONE, segment(1).recent().demand());
    second(SECOND / 10, measure(1, false, 610, 0));
    assertEquals(10, segment(1).recent().demand().reads());
  }

  @Test
  void forgetsSegmentsThatAreHereNoMore() {
    second(0, measure(1, true, 0, 0), measure(2, true, 0, 0));
    second(0, measure(2, true, 0, 0));
    assertEquals(List.of(2), book.load().segments().stream().map(SegmentLoad::segment).toList());
  }

  @Test
  void aLoopThatTellsNothingNewChangesNothing() {
    second(0, measure(1, true, 0, 0));
    second(SECOND / 10, measure(1, true, 500, 0));
    List<SegmentLoad> before = book.load().segments();
    atNanos -= SECOND;
    second(0, measure(1, true, 500, 0));
    assertEquals(before, book.load().segments());
  }

  @Test
  void namesTheHeaviestFirst() {
    second(0, measure(1, true, 0, 0), measure(2, true, 0, 0), measure(3, true, 0, 0));
    second(0, measure(1, true, 1, 0), measure(2, true, 9, 0), measure(3, true, 5, 0));
    assertEquals(
        List.of(2, 3), book.load().heaviest(2).stream().map(SegmentLoad::segment).toList());
  }

  @Test
  void tellsWhatIsUsedOfTheMachine() {
    second(0, measure(1, true, 0, 0));
    second(SECOND, measure(1, true, 0, 0));
    assertEquals(new Resources(1, 250, 5_000, 1_000), book.load().used());
    assertEquals(0.5f, book.load().utilisation().cpu());
    assertEquals(0.25f, book.load().utilisation().memory());
    assertEquals(0.5f, book.load().utilisation().disk());
    assertEquals(0.01f, book.load().utilisation().network());
    assertEquals(3, book.load().loopLagMillis());
  }

  @Test
  void takesTheShortestOfTheRoundTripsThatItsLoopsSee() {
    NodeId peer = new NodeId(0, 7);
    TreeMap<NodeId, Long> slow = new TreeMap<>();
    slow.put(peer, 900L);
    TreeMap<NodeId, Long> fast = new TreeMap<>();
    fast.put(peer, 300L);
    book.take(
        CAPACITY,
        new MachineReading(1, 0, 0, 0, 0),
        List.of(
            new LoopMeasure(1, 0, 0, List.of(), slow), new LoopMeasure(1, 0, 0, List.of(), fast)),
        new long[LatencyBuckets.BOUNDED + 1]);
    assertEquals(fast, book.load().roundTripNanos());
  }
}
