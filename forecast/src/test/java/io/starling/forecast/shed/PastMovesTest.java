package io.starling.forecast.shed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PastMovesTest {
  private static final long FREEZE = 1000;

  @Test
  void whatHasNeverMovedIsFree() {
    assertFalse(PastMoves.NONE.isWithin(0, FREEZE));
  }

  @Test
  void staysForTheFreeze() {
    PastMoves moved = PastMoves.NONE.moved(5000, FREEZE);
    assertTrue(moved.isWithin(5999, FREEZE));
    assertFalse(moved.isWithin(6000, FREEZE));
  }

  @Test
  void theSameNewsHeardTwiceCountsOnce() {
    assertEquals(1, PastMoves.NONE.moved(5000, FREEZE).moved(5001, FREEZE).times());
  }

  @Test
  void eachFurtherMoveIsRememberedForTwiceAsLong() {
    PastMoves once = PastMoves.NONE.moved(0, FREEZE);
    assertEquals(1, once.moved(8000, FREEZE).times());
    PastMoves twice = once.moved(7999, FREEZE);
    assertEquals(2, twice.times());
    assertEquals(3, twice.moved(7999 + 7999, FREEZE).times());
    PastMoves thrice = twice.moved(7999 + 7999, FREEZE);
    assertEquals(4, thrice.moved(thrice.lastMillis() + 31_999, FREEZE).times());
    assertEquals(1, thrice.moved(thrice.lastMillis() + 32_000, FREEZE).times());
  }

  @Property(tries = 50)
  void countsNoFurtherThanItsLimit(@ForAll @LongRange(min = 1001, max = 7000) long step) {
    PastMoves past = PastMoves.NONE;
    for (int i = 1; i <= 10; i++) {
      past = past.moved(i * step, FREEZE);
    }
    assertEquals(PastMoves.TIMES_MAX, past.times());
  }
}
