package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.replication.Recipient.State;
import io.starling.storage.id.NodeId;
import org.junit.jupiter.api.Test;

class RecipientsTest {
  private static final NodeId B = Ensemble.id('b');
  private static final NodeId C = Ensemble.id('c');
  private static final NodeId D = Ensemble.id('d');

  private final Recipients recipients =
      new Recipients(Ensemble.configuration(1, "a/abc"), Ensemble.id('a'));

  private Recipient recipient(NodeId node) {
    Recipient found = recipients.find(node);
    if (found == null) {
      throw new AssertionError(node + " is no recipient");
    }
    return found;
  }

  @Test
  void membersHaveTheFirstSlotsAfterThePrimary() {
    assertEquals(0b111, recipients.memberSlots());
    assertEquals(0b001, recipients.trackedSlots());
    recipient(C).become(State.SYNCING);
    assertEquals(0b101, recipients.trackedSlots());
    assertFalse(recipients.allMembersInSync());
  }

  @Test
  void countsItselfAmongTheMembersInSync() {
    assertEquals(1, recipients.membersInSync());
    recipient(B).become(State.IN_SYNC);
    recipient(C).become(State.IN_SYNC);
    assertEquals(3, recipients.membersInSync());
    assertTrue(recipients.allMembersInSync());
  }

  @Test
  void aLearnerIsKeptInSyncButIsNoMember() {
    assertTrue(recipients.addLearner(D));
    assertTrue(recipients.addLearner(D));
    assertEquals(3, recipients.all().size());
    recipient(D).become(State.IN_SYNC);
    assertEquals(0b111, recipients.memberSlots());
    assertEquals(0b1001, recipients.trackedSlots());
    assertEquals(1, recipients.membersInSync());
  }

  @Test
  void letsGoOfLearnersAndNeverOfMembers() {
    recipients.addLearner(D);
    recipients.retainLearners(Ensemble.members("a"));
    assertNull(recipients.find(D));
    assertEquals(2, recipients.all().size());
  }

  @Test
  void aSlotIsNeverGivenTwice() {
    for (int i = 0; i < 100; i++) {
      recipients.addLearner(D);
      recipients.retainLearners(Ensemble.members("abc"));
    }
    assertFalse(recipients.addLearner(D));
    assertNull(recipients.find(D), "all slots of this epoch are used up");
  }

  @Test
  void tooManyAreFullWhenNoMajorityIsLeft() {
    recipient(B).refused(Shortage.DISK);
    assertFalse(recipients.tooManyFull());
    recipient(C).refused(Shortage.MEMORY);
    assertTrue(recipients.tooManyFull());
    assertFalse(recipients.tooManyDisksFull());
    recipient(C).refused(Shortage.DISK);
    assertTrue(recipients.tooManyDisksFull());
    recipient(C).become(State.IN_SYNC);
    assertFalse(recipients.tooManyFull(), "who was made equal has room again");
  }

  @Test
  void whoTakesARemovalMayStillLackMemory() {
    recipient(B).refused(Shortage.MEMORY);
    recipient(B).took(false);
    assertEquals(1, recipients.membersShortOf(Shortage.MEMORY));
    recipient(B).took(true);
    assertEquals(0, recipients.membersShortOf(Shortage.MEMORY));
    recipient(B).refused(Shortage.DISK);
    recipient(B).took(false);
    assertEquals(0, recipients.membersShortOf(Shortage.DISK));
  }

  @Test
  void whoFellBehindHasReachedNoBarrier() {
    Recipient b = recipient(B);
    b.become(State.IN_SYNC);
    b.barrierReached(7);
    b.barrierReached(5);
    assertEquals(7, b.barrierReached());
    b.become(State.BEHIND);
    assertEquals(-1, b.barrierReached());
  }
}
