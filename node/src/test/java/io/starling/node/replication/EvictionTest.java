package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.command.Reply.Failure;
import io.starling.node.replication.ReplicaEvent.Damaged;
import io.starling.node.room.MemoryLimit;
import io.starling.storage.eviction.EvictionPolicy;
import org.junit.jupiter.api.Test;

class EvictionTest {
  private static final int SEGMENTS = 4;
  private static final long LIMIT = 200_000;
  private static final String VALUE = "v".repeat(136);

  private final TestGroup group = new TestGroup(3, SEGMENTS);
  private final TestNode primary = group.awaitPrimary(0);

  @Test
  void refusesWritesAtTheLimitAndTakesThemAgainWhenKeysAreDeleted() {
    limitTo(EvictionPolicy.NOEVICTION);
    int written = writeUntilRefused();
    assertTrue(written > LIMIT / 300, () -> "only " + written);
    assertEquals(Reply.number(1), primary.call(0, "DEL", "key-0"));
    assertEquals(Reply.number(1), primary.call(1, "DEL", "key-1"));
    assertEquals(Reply.OK, primary.call(0, "SET", "another", VALUE));
  }

  @Test
  void readsGoOnAtTheLimit() {
    limitTo(EvictionPolicy.NOEVICTION);
    int unused = writeUntilRefused();
    assertInstanceOf(Reply.Bulk.class, primary.call(0, "GET", "key-0"));
  }

  @Test
  void staysWithinTheLimitByGivingUpKeysOnAllMembers() {
    limitTo(EvictionPolicy.ALLKEYS_LRU);
    writeManyMoreThanFit();
    group.ticks(5);
    for (TestNode node : group.nodes) {
      assertTrue(node.room.usedBytes() <= LIMIT * 9 / 8, () -> "used " + node.room.usedBytes());
      assertEquals(primary.copy(0).root(), node.copy(0).root());
    }
  }

  @Test
  void keepsWhatIsUsedAllTheTime() {
    limitTo(EvictionPolicy.ALLKEYS_LRU);
    assertEquals(Reply.OK, primary.call(0, "SET", "in-use", VALUE));
    for (int i = 0; i < 5_000; i++) {
      assertEquals(Reply.OK, primary.call(i % SEGMENTS, "SET", "key-" + i, VALUE));
      if (i % 10 == 0) {
        group.tick();
        assertInstanceOf(Reply.Bulk.class, primary.call(0, "GET", "in-use"), "after " + i);
      }
    }
  }

  @Test
  void aStoreThatFailsWhileVictimsAreSoughtHoldsUpNoOtherSegment() {
    limitTo(EvictionPolicy.ALLKEYS_LRU);
    writeManyMoreThanFit();
    primary.store(0).fail();
    for (int i = 0; i < 1_000; i++) {
      assertEquals(Reply.OK, primary.call(1 + i % (SEGMENTS - 1), "SET", "more-" + i, VALUE));
    }
    assertTrue(primary.events.stream().anyMatch(event -> event instanceof Damaged));
    group.ticks(5);
    assertTrue(primary.replica(1).isServing());
  }

  @Test
  void givesUpOnlyKeysWithADeadlineIfToldSo() {
    for (int i = 0; i < 100; i++) {
      assertEquals(Reply.OK, primary.call(i % SEGMENTS, "SET", "lasting-" + i, VALUE));
    }
    limitTo(EvictionPolicy.VOLATILE_TTL);
    for (int i = 0; i < 3_000; i++) {
      assertEquals(Reply.OK, primary.call(i % SEGMENTS, "SET", "key-" + i, VALUE, "EX", "1000"));
    }
    for (int i = 0; i < 100; i++) {
      assertEquals(Reply.number(1), primary.call(i % SEGMENTS, "EXISTS", "lasting-" + i));
    }
  }

  @Test
  void refusesWritesIfThePolicyAllowsNothingToBeGivenUp() {
    limitTo(EvictionPolicy.VOLATILE_TTL);
    int unused = writeUntilRefused();
  }

  @Test
  void refusesWritesAndGoesOnReadingWhileTheDiskIsShort() {
    assertEquals(Reply.OK, primary.call(0, "SET", "key", "1"));
    primary.room.diskShort(true);
    Failure refusal = assertInstanceOf(Failure.class, primary.call(0, "SET", "key", "2"));
    assertEquals(ErrorCode.DISKFULL, refusal.code());
    assertInstanceOf(Reply.Bulk.class, primary.call(0, "GET", "key"));
    primary.room.diskShort(false);
    assertEquals(Reply.OK, primary.call(0, "SET", "key", "3"));
  }

  @Test
  void dropsTheTombstonesOfWhatWasGivenUpAlthoughWritesGoOn() {
    limitTo(EvictionPolicy.ALLKEYS_LRU);
    for (int i = 0; i < 20_000; i++) {
      assertEquals(Reply.OK, primary.call(i % SEGMENTS, "SET", "key-" + i, VALUE));
      if (i % 10 == 0) {
        group.tick();
      }
    }
    long tombstones = primary.copy(0).tombstoneCount();
    assertTrue(tombstones < 2_500, () -> tombstones + " of some 4,500 that were made");
  }

  private void limitTo(EvictionPolicy policy) {
    group.nodes.forEach(node -> node.room.changeLimit(was -> new MemoryLimit(LIMIT, policy)));
    group.tick();
  }

  private void writeManyMoreThanFit() {
    for (int i = 0; i < 5_000; i++) {
      assertEquals(Reply.OK, primary.call(i % SEGMENTS, "SET", "key-" + i, VALUE));
    }
  }

  private int writeUntilRefused() {
    for (int i = 0; i < 5_000; i++) {
      Reply reply = primary.call(i % SEGMENTS, "SET", "key-" + i, VALUE);
      if (reply instanceof Failure failure) {
        assertEquals(ErrorCode.OOM, failure.code());
        return i;
      }
    }
    throw new AssertionError("never refused");
  }
}
