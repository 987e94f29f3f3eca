package io.starling.node.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.migration.MigrationMessage.Declined;
import io.starling.node.migration.MigrationMessage.Granted;
import io.starling.node.migration.MigrationMessage.Offer;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final long SECOND = 1_000_000_000;
  private static final NodeId A = new NodeId(0, 1);
  private static final NodeId B = new NodeId(0, 2);
  private static final Standing FREE = new Standing(false, false, 1000, 10_000);

  private final Intake intake = new Intake(MigrationSettings.DEFAULT);
  private long now = -5 * SECOND;

  private MigrationMessage offer(NodeId from, long number, int segment, MoveKind kind, long bytes) {
    return intake.offered(from, new Offer(number, segment, 1, kind, bytes), FREE, now);
  }

  private MigrationMessage fill(NodeId from, long number, int segment, long bytes) {
    return offer(from, number, segment, MoveKind.FILL, bytes);
  }

  private MigrationMessage balance(NodeId from, long number, int segment) {
    return offer(from, number, segment, MoveKind.BALANCE, 10);
  }

  @Test
  void grantsWhatFitsItsReserveAndCountsItAsCome() {
    assertEquals(new Granted(1), fill(A, 1, 7, 600));
    assertEquals(new Declined(2, DeclineReason.NO_ROOM), fill(A, 2, 8, 401));
    assertEquals(new Granted(3), fill(B, 3, 9, 400));
    assertEquals(1000, intake.grantedBytes());
    assertEquals(new TreeSet<>(List.of(7, 9)), intake.admitted());
  }

  @Test
  void takesASingleCopyThatIsLargerThanItsReserve() {
    assertEquals(new Granted(1), fill(A, 1, 7, 9_000));
    assertEquals(new Declined(2, DeclineReason.NO_ROOM), fill(A, 2, 8, 1));
  }

  @Test
  void takesNothingThatItsDiskHasNoRoomFor() {
    assertEquals(new Declined(1, DeclineReason.NO_ROOM), fill(A, 1, 7, 10_001));
  }

  @Test
  void takesBackWhatIsNotRenewed() {
    fill(A, 1, 7, 600);
    now += 7 * SECOND;
    assertEquals(new Granted(1), fill(A, 1, 7, 600));
    now += 7 * SECOND;
    intake.expire(now);
    assertEquals(1, intake.count());
    now += SECOND;
    intake.expire(now);
    assertEquals(0, intake.count());
  }

  @Test
  void givesBackWhatHasEnded() {
    fill(A, 1, 7, 600);
    intake.ended(B, 1, now);
    intake.ended(A, 2, now);
    assertEquals(1, intake.count(), "others end nothing of it");
    intake.ended(A, 1, now);
    assertEquals(0, intake.grantedBytes());
  }

  @Test
  void aSegmentHasOneGrant() {
    fill(A, 1, 7, 600);
    assertEquals(new Granted(5), fill(B, 5, 7, 500));
    assertEquals(500, intake.grantedBytes());
    intake.ended(A, 1, now);
    assertEquals(1, intake.count());
  }

  @Test
  void takesLoadFromOneSourceAtATimeAndFeelsItFirst() {
    assertEquals(new Granted(1), balance(A, 1, 7));
    assertEquals(new Granted(2), balance(A, 2, 8));
    assertEquals(new Declined(3, DeclineReason.NOT_CAUGHT_UP), balance(B, 3, 9));
    intake.ended(A, 1, now);
    intake.ended(A, 2, now);
    assertEquals(new Declined(4, DeclineReason.NOT_CAUGHT_UP), balance(B, 4, 9));
    now += MigrationSettings.DEFAULT.settle().toNanos();
    assertEquals(new Granted(5), balance(B, 5, 9));
  }

  @Test
  void aBatchOfLoadHasABound() {
    for (int segment = 0; segment < MigrationSettings.DEFAULT.batchIn(); segment++) {
      assertEquals(new Granted(segment), balance(A, segment, segment));
    }
    assertEquals(new Declined(100, DeclineReason.NOT_CAUGHT_UP), balance(A, 100, 100));
    assertEquals(new Granted(101), fill(A, 101, 101, 1), "what is missing does not wait");
  }

  @Test
  void takesNoLoadWhenItIsBusyAndNothingWhenItLeaves() {
    Offer load = new Offer(1, 7, 1, MoveKind.BALANCE, 10);
    assertEquals(
        new Declined(1, DeclineReason.BUSY),
        intake.offered(A, load, new Standing(false, true, 1000, 1000), now));
    Offer missing = new Offer(2, 7, 1, MoveKind.FILL, 10);
    assertEquals(
        new Granted(2), intake.offered(A, missing, new Standing(false, true, 1000, 1000), now));
    assertEquals(
        new Declined(3, DeclineReason.LEAVING),
        intake.offered(
            A, new Offer(3, 8, 1, MoveKind.FILL, 10), new Standing(true, false, 1000, 1000), now));
  }

  @Test
  void hasABoundForAllTogether() {
    for (int segment = 0; segment < MigrationSettings.DEFAULT.fillsIn(); segment++) {
      assertEquals(new Granted(segment), fill(A, segment, segment, 1));
    }
    assertEquals(new Declined(1000, DeclineReason.TOO_MANY), fill(A, 1000, 1000, 1));
    assertTrue(intake.grantedBytes() <= FREE.reserveBytesMax());
  }
}
