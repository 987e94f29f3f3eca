package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoveBudgetTest {
  private static final long MILLI = 1_000_000;

  private final MoveBudget budget = new MoveBudget(1000 * MILLI, 0);
  private final List<String> done = new ArrayList<>();

  private void goOn(String what, long atMillis) {
    budget.goOn(() -> done.add(what), atMillis * MILLI);
  }

  @Test
  void withoutALimitNothingIsHeldBack() {
    budget.spend(1L << 40, 0);
    goOn("a", 0);
    assertEquals(List.of("a"), done);
  }

  @Test
  void whatIsOwedIsPaidBeforeAStreamGoesOn() {
    budget.limit(1_000_000, 0);
    budget.spend(100_000, 0);
    goOn("a", 0);
    budget.tick(99 * MILLI);
    assertEquals(List.of(), done);
    budget.tick(100 * MILLI);
    assertEquals(List.of("a"), done);
  }

  @Test
  void streamsGoOnInTurnAndEachPaysForTheNext() {
    budget.limit(1_000_000, 0);
    budget.spend(100_000, 0);
    budget.goOn(() -> budget.spend(100_000, 100 * MILLI), 0);
    goOn("b", 0);
    budget.tick(100 * MILLI);
    assertEquals(List.of(), done);
    budget.tick(200 * MILLI);
    assertEquals(List.of("b"), done);
  }

  @Test
  void nothingIsHeldForLongerThanASecond() {
    budget.limit(1, 0);
    budget.spend(1_000_000, 0);
    goOn("a", 0);
    goOn("b", 1);
    budget.tick(1000 * MILLI);
    assertEquals(List.of("a"), done);
    budget.tick(1001 * MILLI);
    assertEquals(List.of("a", "b"), done);
  }

  @Test
  void aPauseSavesUpNoMoreThanALittle() {
    budget.limit(1_000_000, 0);
    budget.tick(60_000 * MILLI);
    budget.spend(50_000, 60_000 * MILLI);
    goOn("a", 60_000);
    assertEquals(List.of(), done);
    budget.tick(60_010 * MILLI);
    assertEquals(List.of("a"), done);
  }

  @Test
  void aStreamThatBeginsIsPaidForBeforeTheNextBegins() {
    budget.limit(1_000_000, 0);
    budget.begun();
    budget.answered();
    budget.tick(249 * MILLI);
    assertFalse(budget.mayBegin());
    budget.tick(250 * MILLI);
    assertTrue(budget.mayBegin());
    assertEquals(0, budget.spentBytes());
  }

  @Test
  void noMoreStreamsBeginWhileAnythingIsOwed() {
    budget.limit(1_000_000, 0);
    budget.spend(100_000, 0);
    goOn("a", 0);
    assertFalse(budget.mayBegin());
    budget.tick(100 * MILLI);
    assertTrue(budget.mayBegin());
  }

  @Test
  void streamsBeginAsTheirOtherEndsAnswer() {
    for (int i = 0; i < 2; i++) {
      assertTrue(budget.mayBegin());
      budget.begun();
    }
    budget.tick(0);
    assertFalse(budget.mayBegin());
    budget.answered();
    assertTrue(budget.mayBegin());
  }

  @Test
  void anEndOfTheLimitForgivesWhatIsOwed() {
    budget.limit(1, 0);
    budget.spend(1_000_000, 0);
    goOn("a", 0);
    budget.limit(Double.POSITIVE_INFINITY, 0);
    budget.tick(0);
    assertEquals(List.of("a"), done);
    assertEquals(1_000_000, budget.spentBytes());
  }
}
