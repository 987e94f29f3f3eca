package io.starling.node.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientTest {
  private static final long MILLI = 1_000_000;
  private static final Answer OK = new Answer.Text("OK");

  private final Tally tally = new Tally();
  private final FakeLanes lanes = new FakeLanes();

  @Test
  void aServerThatStallsShowsInEveryRequestThatWasDueMeanwhile() {
    Client client = client(new Pacing.OpenLoop(0, MILLI, 1000 * MILLI), 1);
    for (long now = 0; now < 100 * MILLI; now += MILLI) {
      client.step(now);
      client.answered(lanes.sent.remove(), OK, now);
    }
    // The one request on its way is answered after 600 ms; what was due meanwhile could not be
    // sent.
    client.step(100 * MILLI);
    for (int i = 0; i < 600; i++) {
      client.answered(lanes.sent.remove(), OK, 700 * MILLI);
      client.step(700 * MILLI);
    }
    Histogram all = totals().all();
    assertEquals(700, all.getTotalCount());
    assertEquals(600, millis(all.getMaxValue()), 1);
    assertEquals(250, millis(all.getValueAtPercentile(50)), 2);
    assertEquals(530, millis(all.getValueAtPercentile(90)), 2);
  }

  @Test
  void inAClosedLoopTheSameStallShowsOnce() {
    Client client = client(new Pacing.ClosedLoop(1000 * MILLI), 1);
    client.step(100 * MILLI);
    client.answered(lanes.sent.remove(), OK, 700 * MILLI);
    client.step(700 * MILLI);
    client.answered(lanes.sent.remove(), OK, 701 * MILLI);
    assertEquals(2, totals().all().getTotalCount());
  }

  @Test
  void aRequestIsSentWhenItIsDueAndNotBefore() {
    Client client = client(new Pacing.OpenLoop(5 * MILLI, MILLI, 7 * MILLI), 10);
    assertEquals(5 * MILLI, client.step(0));
    assertEquals(0, lanes.sent.size());
    assertEquals(6 * MILLI, client.step(5 * MILLI));
    assertEquals(Pacing.NEVER, client.step(8 * MILLI));
    assertEquals(2, lanes.sent.size());
  }

  @Test
  void noMoreArePendingThanTheLimit() {
    Client client = client(new Pacing.OpenLoop(0, MILLI, 1000 * MILLI), 3);
    client.step(100 * MILLI);
    assertEquals(3, lanes.sent.size());
    assertEquals(98, client.unsent(100 * MILLI));
    client.answered(lanes.sent.remove(), OK, 101 * MILLI);
    client.step(101 * MILLI);
    assertEquals(3, client.pendingCount());
  }

  @Test
  void withoutAConnectionTheIntendedStartIsKept() {
    Client client = client(new Pacing.OpenLoop(0, MILLI, MILLI), 1);
    lanes.open = false;
    assertEquals(10 * MILLI, client.step(0));
    lanes.open = true;
    client.step(10 * MILLI);
    client.answered(lanes.sent.remove(), OK, 12 * MILLI);
    assertEquals(12, millis(totals().all().getMaxValue()), 1);
    assertTrue(client.finished(12 * MILLI));
  }

  @Test
  void aRedirectedRequestKeepsItsIntendedStart() {
    Client client = client(new Pacing.OpenLoop(0, MILLI, MILLI), 1);
    client.step(0);
    client.answered(lanes.sent.remove(), Answer.Failure.of("MOVED 1 other:1"), 5 * MILLI);
    assertFalse(client.finished(5 * MILLI));
    client.answered(lanes.sent.remove(), OK, 9 * MILLI);
    Totals totals = totals();
    assertEquals(9, millis(totals.all().getMaxValue()), 1);
    assertEquals(1, totals.redirects());
    assertTrue(client.finished(9 * MILLI));
  }

  @Test
  void redirectsInACircleEndAsAFailure() {
    Client client = client(new Pacing.OpenLoop(0, MILLI, MILLI), 1);
    client.step(0);
    while (!lanes.sent.isEmpty()) {
      client.answered(lanes.sent.remove(), Answer.Failure.of("MOVED 1 other:1"), 1);
    }
    assertEquals(Map.of("MOVED", 1L), totals().failures());
    assertTrue(client.finished(MILLI));
  }

  @Test
  void failuresAreCountedByTheirFirstWordAndHaveNoLatency() {
    Client client = client(new Pacing.OpenLoop(0, MILLI, 3 * MILLI), 3);
    client.step(2 * MILLI);
    client.answered(lanes.sent.remove(), Answer.Failure.of("TRYAGAIN no primary"), 2 * MILLI);
    client.answered(lanes.sent.remove(), Answer.Failure.of("UNKNOWN"), 2 * MILLI);
    client.lost();
    Totals totals = totals();
    assertEquals(Map.of("TRYAGAIN", 1L, "UNKNOWN", 1L, "(connection lost)", 1L), totals.failures());
    assertEquals(0, totals.all().getTotalCount());
    assertEquals(0, client.pendingCount());
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private Client client(Pacing pacing, int pendingMax) {
    return new Client(pacing, () -> new Request(true, new byte[1]), pendingMax, lanes, tally);
  }

  private Totals totals() {
    Totals totals = new Totals();
    tally.drainTo(totals);
    return totals;
  }

  /** One connection to everywhere, which keeps what it is given. */
  private static final class FakeLanes implements Lanes {
    private final Deque<Pending> sent = new ArrayDeque<>();
    private boolean open = true;

    @Override
    public @Nullable Lane laneFor(byte[] key) {
      return open ? sent::add : null;
    }

    @Override
    public @Nullable Lane laneAfter(String text) {
      return sent::add;
    }
  }
}
