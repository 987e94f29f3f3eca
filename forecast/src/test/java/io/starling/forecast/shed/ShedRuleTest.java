package io.starling.forecast.shed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.forecast.shed.Decision.Standstill;
import io.starling.forecast.shed.Move.MoveCopy;
import io.starling.forecast.shed.Move.PassRole;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ShedRuleTest {
  private static final MoveCopy<String> COPY = new MoveCopy<>(1, "a", "b");
  private static final PassRole<String> ROLE = new PassRole<>(1, "b");

  @Test
  void aNodeAsBusyAsTheOthersShedsNothing() {
    Scene scene = new Scene().node("a", 4).node("b", 4).segment(1, 1, "a").segment(2, 1, "b");
    assertEquals(Decision.none(false, Standstill.NOT_OVER), scene.decide("a"));
  }

  @Test
  void aBusyNodePassesAPrimaryRoleBeforeItMovesACopy() {
    Scene scene = new Scene().node("a", 5).node("b", 1).node("c", 1).segment(1, 1, "a", "b", "c");
    assertEquals(PassRole.class, scene.decide("a").moves().getFirst().getClass());
  }

  @Test
  void aBusyNodeWithoutRolesToPassMovesACopy() {
    assertEquals(List.of(COPY), copyScene().decide("a").moves());
  }

  @Test
  void aSegmentThatWasMovedIsFrozenForOneHorizonAndNoLonger() {
    long freeze = Policy.of(Strategy.BALANCED).freeze().toMillis();
    Scene scene = copyScene();
    scene.changeSegment(1, s -> Scene.moved(s, Scene.NOW - freeze + 1, 1));
    assertEquals(Verdict.SEGMENT_FROZEN, scene.verdict("a", COPY));
    scene.changeSegment(1, s -> Scene.moved(s, Scene.NOW - freeze, 1));
    assertEquals(Verdict.TAKEN, scene.verdict("a", COPY));
  }

  @Test
  void whatMovesAgainAndAgainHasToWaitForLonger() {
    long freeze = Policy.of(Strategy.BALANCED).freeze().toMillis();
    Scene scene = copyScene();
    scene.changeSegment(1, s -> Scene.moved(s, Scene.NOW - 2 * freeze, PastMoves.TIMES_MAX));
    assertEquals(Verdict.COST_OUTWEIGHS, scene.verdict("a", COPY));
    scene.changeSegment(1, s -> Scene.moved(s, Scene.NOW - 2 * freeze, 1));
    assertEquals(Verdict.TAKEN, scene.verdict("a", COPY));
  }

  @Test
  void aNodeThatDistrustsItselfMovesNothing() {
    Scene scene = copyScene().change("a", node -> Scene.trusted(node, true, 0, 0));
    assertEquals(Standstill.SELF_DISTRUSTED, scene.decide("a").standstill());
    assertEquals(Verdict.SELF_STANDS_STILL, scene.verdict("a", COPY));
  }

  @Test
  void nothingGoesToANodeWhoseWordIsNotReliedOn() {
    Scene scene = copyScene().change("b", node -> Scene.trusted(node, true, 0, 0));
    assertEquals(Verdict.TARGET_DISTRUSTED, scene.verdict("a", COPY));
  }

  @Test
  void aTargetTakesOneInboundMoveAtATime() {
    Scene scene = copyScene().change("b", node -> Scene.trusted(node, false, 1, 0));
    assertEquals(Verdict.TARGET_BUSY, scene.verdict("a", COPY));
    assertTrue(scene.decide("a").moves().isEmpty());
  }

  @Test
  void aSourceWithMovesEnoughUnderWayBeginsNoOther() {
    Scene scene = copyScene().change("a", node -> Scene.trusted(node, false, 0, 2));
    assertEquals(Standstill.MOVES_UNDER_WAY, scene.decide("a").standstill());
    assertEquals(Verdict.OUTSIDE_BUDGET, scene.verdict("a", COPY));
  }

  @Test
  void aNodeThatHasMovedEnoughInItsWindowWaits() {
    Scene scene = copyScene().past(new Past(Past.NOT_OVER, 256, 0, 0.1));
    assertEquals(Standstill.CHURN_SPENT, scene.decide("a").standstill());
  }

  @Test
  void aNodeALittleOverWaitsWhetherThatLasts() {
    Scene scene = new Scene().node("a", 4).node("b", 4.6).segment(1, 1.2, "a");
    assertEquals(Standstill.NOT_OVER, scene.decide("a").standstill(), "within the band");
    scene = new Scene().node("a", 4).node("b", 4).segment(1, 0.4, "a").segment(2, 0.4, "a");
    assertEquals(Standstill.NOT_YET_CERTAIN, scene.decide("a").standstill());
    scene.past(new Past(Scene.NOW - 120_000, 0, 0, 0.1));
    assertEquals(1, scene.decide("a").moves().size());
  }

  @Test
  void theBarSinksWhileANodeStaysOver() {
    Scene scene = new Scene().node("a", 6).node("b", 2).segment(1, 0.005, "a");
    scene.past(new Past(Scene.NOW, 0, 0, 0.1));
    assertEquals(Verdict.BELOW_BAR, scene.verdict("a", COPY));
    scene.past(new Past(Scene.NOW - 600_000, 0, 0, 0.1));
    assertEquals(Verdict.TAKEN, scene.verdict("a", COPY));
  }

  @Test
  void severalSmallSegmentsGoAsOneMove() {
    Scene scene = new Scene().node("a", 5).node("b", 2);
    for (int segment = 1; segment <= 6; segment++) {
      scene.segment(segment, 0.006, "a");
    }
    Decision<String> decision = scene.decide("a");
    assertEquals(6, decision.moves().size());
    for (Explanation<String> explanation : decision.explanations()) {
      assertEquals(Verdict.TAKEN_IN_BATCH, explanation.verdict());
      assertTrue(explanation.net() < explanation.bar(), "none would have gone alone");
    }
  }

  @Test
  void aSaturatedNodeShedsColdNeighboursAndNotWhatIsHot() {
    Scene scene = new Scene().node("a", 4).node("b", 1).segment(1, 5, "a").segment(2, 0.6, "a");
    assertEquals(Verdict.HOT_ON_SATURATED, scene.verdict("a", COPY));
    assertEquals(List.of(new MoveCopy<>(2, "a", "b")), scene.decide("a").moves());
  }

  @Test
  void aSaturatedNodePassesTheRoleOfWhatIsHot() {
    Scene scene = new Scene().node("a", 6).node("b", 1).segment(1, 4, "a", "b");
    assertEquals(List.of(ROLE), scene.decide("a").moves());
  }

  @Test
  void aHotKeyIsNotMovedToANodeThatWouldBeAsBusyWithIt() {
    Scene scene = new Scene().node("a", 2).node("b", 1).node("c", 1).segment(1, 5, "a", "b");
    scene.changeSegment(1, s -> Scene.hottestKey(s, 0.9));
    assertEquals(Verdict.ONE_HOT_KEY, scene.verdict("a", ROLE));
    scene.node("b", "b-zone", 40, 3);
    assertEquals(Verdict.TAKEN, scene.verdict("a", ROLE));
  }

  @Test
  void noSecondCopyGoesToAZoneWhileAnotherHasRoom() {
    Scene scene =
        new Scene()
            .node("a", "z1", 10, 5)
            .node("b", "z2", 10, 1)
            .node("c", "z2", 10, 1)
            .node("d", "z1", 10, 1)
            .segment(1, 1, "a", "b");
    assertEquals(Verdict.ZONE_TAKEN, scene.verdict("a", new MoveCopy<>(1, "a", "c")));
    assertFalse(scene.verdict("a", new MoveCopy<>(1, "a", "d")) == Verdict.ZONE_TAKEN);
  }

  @Test
  void aSegmentWithAMemberAwayIsLeftToPlacement() {
    Scene scene = copyScene().changeSegment(1, s -> Scene.members(s, List.of("a", "gone")));
    assertEquals(Verdict.MEMBER_MISSING, scene.verdict("a", COPY));
  }

  @Test
  void aRoleGoesOnlyToAMemberInSync() {
    Scene scene = new Scene().node("a", 5).node("b", 1).segment(1, 1, "a", "b");
    scene.changeSegment(1, s -> Scene.inSync(s, List.of("a")));
    assertEquals(Verdict.NOT_IN_SYNC, scene.verdict("a", ROLE));
  }

  @Test
  void whatDoesNotFitIntoTheReserveIsNotOffered() {
    Scene scene = copyScene().changeSegment(1, s -> Scene.bytes(s, 2e9));
    assertEquals(Verdict.TARGET_FULL, scene.verdict("a", COPY));
  }

  @Test
  void aTargetThatDeclinedIsNotAskedAgain() {
    Scene scene = copyScene().changeSegment(1, s -> Scene.refused(s, List.of("b")));
    assertEquals(Verdict.TARGET_DECLINED, scene.verdict("a", COPY));
  }

  @Test
  void shippingALotForLittleIsNotWorthIt() {
    Scene scene = new Scene().node("a", 5).node("b", 4).segment(1, 0.02, "a");
    scene.changeSegment(1, s -> Scene.bytes(s, 9e8));
    assertEquals(Verdict.COST_OUTWEIGHS, scene.verdict("a", COPY));
  }

  @Test
  void theThresholdOfAnOperatorShedsALargeSegmentOfANodeThatIsNotOver() {
    Scene scene = new Scene().node("a", 1).node("b", 2).node("c", 4).segment(1, 2, "a");
    assertFalse(scene.decide("a").over());
    scene.policy(p -> p.withThresholds(OptionalDouble.empty(), OptionalDouble.of(0.15)));
    assertTrue(scene.decide("a").over());
  }

  @Test
  void balanceOnOneResourceDoesNotSeeTheOthers() {
    Scene scene = copyScene().policy(p -> p.withBalanceOn(BalanceOn.MEMORY));
    assertFalse(scene.decide("a").over());
  }

  @Test
  void manySourcesDoNotAllGoToTheEmptiestNode() {
    TreeSet<String> targets = new TreeSet<>();
    for (int segment = 0; segment < 40; segment++) {
      Scene scene = new Scene().node("a", 6).segment(segment, 1, "a");
      for (int node = 0; node < 10; node++) {
        scene.node("t" + node, 3 + node / 20.0);
      }
      scene.decide("a").moves().forEach(move -> targets.add(move.to()));
    }
    assertTrue(targets.size() >= 8, targets::toString);
  }

  private static Scene copyScene() {
    return new Scene().node("a", 5).node("b", 1).segment(1, 1, "a");
  }
}
