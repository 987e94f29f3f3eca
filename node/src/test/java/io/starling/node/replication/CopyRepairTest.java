package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.command.Reply.Bulk;
import io.starling.node.command.Reply.Failure;
import io.starling.node.replication.CopyMarks.Staged;
import io.starling.node.replication.ReplicaEvent.Damaged;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopyRepairTest {
  private static final ReplicaSettings AUDITED = TestGroup.audited(Duration.ofSeconds(5));

  private final TestGroup group = new TestGroup(3, 1, AUDITED);
  private final TestNode primary = group.awaitPrimary(0);
  private final TestNode backup =
      group.nodes.stream().filter(node -> node != primary).findFirst().orElseThrow();

  @Test
  void aBackupThatMeetsDamageIsMadeEqualAgain() {
    write(primary, 50);
    backup.store(0).damage("key-7");
    assertEquals(Reply.OK, primary.call(0, "SET", "key-7", "changed"));
    awaitEqual();
    assertEquals("changed", valueAt(backup, "key-7"));
  }

  @Test
  void aBackupMarksItselfOnDiskBeforeItForgetsWhatIsDamaged() {
    write(primary, 50);
    backup.store(0).damage("key-7");
    backup.shard.foundDamaged(0, Key.of("key-7"));
    backup.shard.tick(group.now());
    assertTrue(backup.records.get(0).marks().suspect());
    assertEquals(50, backup.store(0).entryCount());
    awaitEqual();
    assertFalse(backup.records.get(0).marks().suspect());
    assertEquals("value-7", valueAt(backup, "key-7"));
  }

  @Test
  void aDamagedPrimaryLeavesTheRoleToAnotherMemberAndNobodyReadsAnythingWrong() {
    write(primary, 50);
    primary.store(0).damage("key-7");
    primary.call(0, "GET", "key-7");
    group.await("another primary", () -> group.awaitPrimary(0) != primary);
    TestNode next = group.awaitPrimary(0);
    assertNotEquals(primary.id, next.id);
    assertEquals("value-7", text(next.call(0, "GET", "key-7")));
    awaitEqual();
    assertEquals("value-7", valueAt(primary, "key-7"));
  }

  @Test
  void aScanThatPassedOverDamageIsNotAnswered() {
    write(primary, 50);
    primary.store(0).damage("key-7");
    Optional<Reply> reply =
        Optional.ofNullable(primary.call(0, "segment.scan", "0", "COUNT", "100"));
    assertEquals(Optional.empty(), reply);
    group.await("another primary", () -> group.awaitPrimary(0) != primary);
  }

  @Test
  void aDamagedPrimaryDoesNotMakeOthersEqualToItsDamage() {
    write(primary, 50);
    group.cutOff(backup);
    group.ticks(300);
    assertEquals(Reply.OK, primary.call(0, "SET", "key-8", "changed"));
    primary.store(0).damage("key-7");
    group.reconnect(backup);
    awaitEqual();
    for (TestNode node : group.nodes) {
      assertEquals("value-7", valueAt(node, "key-7"));
      assertEquals("changed", valueAt(node, "key-8"));
    }
  }

  @Test
  void theOnlyMemberRefusesWhatIsDamagedAndServesTheRest() {
    TestGroup one = new TestGroup(1, 1);
    TestNode only = one.awaitPrimary(0);
    write(only, 50);
    only.store(0).damage("key-7");
    Failure refusal = assertInstanceOf(Failure.class, only.call(0, "GET", "key-7"));
    assertEquals(ErrorCode.ERR, refusal.code());
    one.ticks(100);
    assertEquals("value-8", text(only.call(0, "GET", "key-8")));
    assertInstanceOf(Failure.class, only.call(0, "GET", "key-7"));
    assertEquals(1, only.events.stream().filter(event -> event instanceof Damaged).count());
  }

  @Test
  void aBatchThatWouldReplaceWhatIsDamagedChangesNothing() {
    TestGroup one = new TestGroup(1, 1);
    TestNode only = one.awaitPrimary(0);
    write(only, 3);
    only.store(0).damage("key-1");
    assertInstanceOf(Failure.class, only.call(0, "MSET", "key-0", "a", "key-1", "b"));
    assertEquals("value-0", text(only.call(0, "GET", "key-0")));
  }

  @Test
  void aFailedStoreIsReplacedAndOnlyThatOne() {
    write(primary, 50);
    backup.store(0).fail();
    assertEquals(Reply.OK, primary.call(0, "SET", "key-7", "changed"));
    awaitEqual();
    assertEquals("changed", valueAt(backup, "key-7"));
  }

  @Test
  void aFailedStoreIsReplacedAsSoonAsTheDiskHasRoom() {
    write(primary, 50);
    backup.roomToDropCopies = false;
    backup.roomForCopies = false;
    backup.store(0).fail();
    assertEquals(Reply.OK, primary.call(0, "SET", "key-7", "changed"));
    group.ticks(200);
    assertEquals(new CopyMarks(0, true, Version.ZERO, Staged.NEVER), backup.records.get(0).marks());
    backup.roomToDropCopies = true;
    group.ticks(200);
    assertNull(backup.replica(0).copy());
    backup.roomForCopies = true;
    awaitEqual();
    assertEquals("changed", valueAt(backup, "key-7"));
  }

  @Test
  void whatMayBeInTheJournalOfAFailedStoreIsUnknown() {
    TestGroup one = new TestGroup(1, 1);
    TestNode only = one.awaitPrimary(0);
    only.store(0).fail();
    Failure failure = assertInstanceOf(Failure.class, only.call(0, "SET", "key", "value"));
    assertEquals(ErrorCode.UNKNOWN, failure.code());
  }

  @Test
  void damageInTheRestOfABatchIsFoundByWhatTakesItAlong() {
    write(primary, 3);
    group.nodes.stream().filter(node -> node != primary).forEach(group::cutOff);
    assertNull(primary.call(0, "MSET", "key-0", "a", "key-1", "b"));
    primary.store(0).damage("key-1");
    assertNull(primary.call(0, "APPEND", "key-0", "x"));
    assertTrue(primary.replica(0).repair().isNeeded());
  }

  @Test
  void aPrimaryWhoseStoreFailedIsReplacedByAnotherMember() {
    write(primary, 50);
    primary.store(0).fail();
    primary.call(0, "GET", "key-7");
    group.await("another primary", () -> group.awaitPrimary(0) != primary);
    assertEquals("value-7", text(group.awaitPrimary(0).call(0, "GET", "key-7")));
    awaitEqual();
  }

  @Test
  void theScrubFindsWhatIsDamagedAndWhatIsLostBeforeAnybodyAsksForIt() {
    write(primary, 50);
    backup.store(0).damage("key-7");
    primary.store(0).lose("key-9");
    group.await(
        "both were found",
        () -> List.of(primary, backup).stream().allMatch(CopyRepairTest::hasFoundDamage));
    awaitEqual();
    for (TestNode node : group.nodes) {
      assertEquals("value-7", valueAt(node, "key-7"));
      assertEquals("value-9", valueAt(node, "key-9"));
    }
  }

  @Test
  void copiesThatAreThoughtEqualAreComparedAgainNowAndThen() {
    write(primary, 50);
    backup.copy(0).forget(Key.of("key-7"));
    assertNotEquals(primary.copy(0).root(), backup.copy(0).root());
    awaitEqual();
    assertEquals("value-7", valueAt(backup, "key-7"));
  }

  private static boolean hasFoundDamage(TestNode node) {
    return node.events.stream().anyMatch(event -> event instanceof Damaged);
  }

  private static void write(TestNode node, int count) {
    for (int i = 0; i < count; i++) {
      assertEquals(Reply.OK, node.call(0, "SET", "key-" + i, "value-" + i));
    }
  }

  private void awaitEqual() {
    group.await(
        "all copies are sound and equal",
        () -> {
          TestNode serving = group.awaitPrimary(0);
          return group.nodes.stream()
              .allMatch(
                  node ->
                      !node.replica(0).marks().suspect()
                          && !node.replica(0).repair().isNeeded()
                          && node.copy(0).root() == serving.copy(0).root());
        });
  }

  private static String valueAt(TestNode node, String key) {
    return new String(node.copy(0).get(Key.of(key)).value(), StandardCharsets.UTF_8);
  }

  private static String text(Reply reply) {
    return new String(assertInstanceOf(Bulk.class, reply).bytes(), StandardCharsets.UTF_8);
  }
}
