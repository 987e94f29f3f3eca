package io.starling.node.lease;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.storage.id.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldLeaseTest {
  private static final NodeId B = new NodeId(0, 2);
  private static final NodeId C = new NodeId(0, 3);
  private static final NodeId D = new NodeId(0, 4);
  private static final NodeId E = new NodeId(0, 5);

  @Test
  void oneOfTwoOthersMakesAMajorityOfThree() {
    HeldLease lease = new HeldLease(List.of(B, C), true);
    assertFalse(lease.isHeld(0));
    lease.grantedBy(C, 100);
    assertTrue(lease.isHeld(99));
    assertFalse(lease.isHeld(100));
  }

  @Test
  void twoOfFourOthersMakeAMajorityOfFive() {
    HeldLease lease = new HeldLease(List.of(B, C, D, E), true);
    lease.grantedBy(C, 100);
    lease.grantedBy(C, 110);
    assertFalse(lease.isHeld(0));
    lease.grantedBy(E, 50);
    assertTrue(lease.isHeld(49));
    assertFalse(lease.isHeld(50));
  }

  @Test
  void whoIsAloneNeedsNobody() {
    assertTrue(new HeldLease(List.of(), true).isHeld(Long.MAX_VALUE));
  }

  @Test
  void aSuspectPrimaryDoesNotCountItself() {
    HeldLease lease = new HeldLease(List.of(B, C), false);
    lease.grantedBy(B, 100);
    assertFalse(lease.isHeld(0));
    lease.grantedBy(C, 100);
    assertTrue(lease.isHeld(0));
  }

  @Test
  void anAnswerThatComesLateShortensNothing() {
    HeldLease lease = new HeldLease(List.of(B, C), true);
    lease.grantedBy(B, 100);
    lease.grantedBy(B, 60);
    assertTrue(lease.isHeld(99));
  }

  @Test
  void aStrangersLeaseCountsForNothing() {
    HeldLease lease = new HeldLease(List.of(B, C), true);
    lease.grantedBy(D, 100);
    assertFalse(lease.isHeld(0));
  }

  @Test
  void aLeaseMayEndBeyondTheLastNanosecondOfTheClock() {
    HeldLease lease = new HeldLease(List.of(B, C), true);
    lease.grantedBy(B, Long.MIN_VALUE + 10);
    assertTrue(lease.isHeld(Long.MAX_VALUE - 10));
    assertFalse(lease.isHeld(Long.MIN_VALUE + 10));
  }
}
