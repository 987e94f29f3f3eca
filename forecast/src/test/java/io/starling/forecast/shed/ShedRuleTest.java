package io.starling.forecast.shed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.forecast.shed.Decision.Standstill;
import io.starling.forecast.shed.Move.MoveCopy;
import io.starling.forecast.shed.Move.PassRole;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShedRuleTest {
  @Test
  void aNodeAsBusyAsTheOthersShedsNothing() {
    Decision<String> decision =
        new Scene().node("a", 4).node("b", 4).segment(1, 1, "a").segment(2, 1, "b").decide("a");
    assertEquals(Decision.none(false, Standstill.NOT_OVER), decision);
  }

  @Test
  void aBusyNodePassesAPrimaryRoleBeforeItMovesACopy() {
    Scene scene = new Scene().node("a", 5).node("b", 1).node("c", 1).segment(1, 1, "a", "b", "c");
    assertEquals(PassRole.class, scene.decide("a").moves().getFirst().getClass());
  }

  @Test
  void aBusyNodeWithoutRolesToPassMovesACopy() {
    Scene scene = new Scene().node("a", 5).node("b", 1).segment(1, 1, "a");
    assertEquals(List.of(new MoveCopy<>(1, "a", "b")), scene.decide("a").moves());
  }

  @Test
  void aSegmentThatWasMovedIsFrozen() {
    Scene scene = new Scene().node("a", 5).node("b", 1).segment(1, 1, "a", "b");
    scene.changeSegment(1, segment -> moved(segment, Scene.NOW - 1000));
    assertTrue(scene.decide("a").moves().isEmpty());
    assertEquals(Verdict.SEGMENT_FROZEN, scene.verdict("a", new PassRole<>(1, "b")));
  }

  private static SegmentView<String> moved(SegmentView<String> s, long at) {
    return new SegmentView<>(
        s.segment(),
        s.primary(),
        s.members(),
        s.inSync(),
        s.asPrimary(),
        s.asBackup(),
        s.bytes(),
        s.hottestKeyShare(),
        at,
        s.refusedBy(),
        s.coAccessed());
  }
}
