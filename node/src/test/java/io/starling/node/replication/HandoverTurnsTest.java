package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HandoverTurnsTest {
  private final HandoverTurns turns = new HandoverTurns(2, 100);

  @Test
  void goToAsManySegmentsAsAllowed() {
    assertTrue(turns.tryTake(1, 0));
    assertTrue(turns.tryTake(2, 0));
    assertFalse(turns.tryTake(3, 0));
  }

  @Test
  void goToTheNextWhenGivenBack() {
    turns.tryTake(1, 0);
    turns.tryTake(2, 0);
    turns.giveBack(1);
    assertTrue(turns.tryTake(3, 0));
    assertFalse(turns.tryTake(1, 0));
  }

  @Test
  void areMoreWhereThereAreVeryManySegments() {
    turns.outOf(320);
    for (int segment = 0; segment < 5; segment++) {
      assertTrue(turns.tryTake(segment, 0));
    }
    assertFalse(turns.tryTake(5, 0));
  }

  @Test
  void runOutIfNobodyDecides() {
    turns.tryTake(1, 0);
    turns.tryTake(2, 50);
    assertFalse(turns.tryTake(3, 99));
    assertTrue(turns.tryTake(3, 100));
    turns.giveBack(1);
    assertFalse(turns.tryTake(4, 100));
  }
}
