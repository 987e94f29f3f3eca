package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.command.Reply;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What {@link PendingWritesLawsTest} leaves open: who is told, who counts, and what is not a put.
 */
class PendingWritesTest {
  private static final int SELF = 0;
  private static final int B = 1;
  private static final int C = 2;
  private static final long MEMBERS = 0b111;

  private final PendingWrites pending = new PendingWrites(2);

  private PendingWrite put(long sequence, String... keys) {
    Version version = new Version(1, sequence);
    List<KeyedEntry> entries =
        Arrays.stream(keys)
            .map(key -> new KeyedEntry(Key.of(key), Entry.of(version, 0, 0, new byte[8])))
            .toList();
    return add(new Write.Put(version, entries));
  }

  private PendingWrite add(Write write) {
    PendingWrite added = new PendingWrite(write, 10, 0, write.version().sequence());
    pending.add(added);
    return added;
  }

  private static Told waitFor(PendingWrite write) {
    Told told = new Told();
    write.awaitCommit(new Waiter(Reply.OK, true, told));
    return told;
  }

  @Test
  void whoWaitsIsToldOnceWhenAMajorityHoldsTheWrite() {
    Told told = waitFor(put(1, "k"));
    pending.held(1, SELF, true);
    pending.held(1, SELF, true);
    assertEquals("", told.toString());
    pending.held(1, B, true);
    assertEquals("OK", told.toString());
    pending.held(1, C, true);
    assertEquals("OK", told.toString());
  }

  @Test
  void whoDoesNotCountHoldsAWriteWithoutCommittingIt() {
    PendingWrite write = put(1, "k");
    pending.held(1, SELF, true);
    pending.held(1, B, false);
    assertFalse(write.isCommitted());
    assertTrue(write.isHeldBy(B));
  }

  @Test
  void whoCountsLaterCommitsIt() {
    PendingWrite write = put(1, "k");
    pending.held(1, SELF, true);
    pending.held(1, B, false);
    pending.held(1, B, true);
    assertTrue(write.isCommitted());
  }

  @Test
  void aReaderOfAnyKeyOfABatchWaitsForIt() {
    put(1, "k");
    PendingWrite batch = put(2, "k", "other");
    assertSame(batch, pending.uncommitted(Key.of("k")));
    assertSame(batch, pending.uncommitted(Key.of("other")));
    commit(2);
    assertNull(pending.uncommitted(Key.of("k")), "what is newer is committed");
    assertNull(pending.uncommitted(Key.of("other")));
  }

  private void commit(long sequence) {
    pending.held(sequence, SELF, true);
    pending.held(sequence, B, true);
  }

  @Test
  void aReaderWaitsForAFlushWhateverItsKey() {
    PendingWrite before = put(1, "k");
    PendingWrite flush = add(new Write.Floor(new Version(1, 2)));
    assertSame(flush, pending.uncommitted(Key.of("untouched")));
    assertSame(flush, pending.uncommitted(Key.of("k")), "the flush is what the reader sees");
    PendingWrite after = put(3, "k");
    assertSame(after, pending.uncommitted(Key.of("k")));
    commit(2);
    assertSame(after, pending.uncommitted(Key.of("k")));
    assertNull(pending.uncommitted(Key.of("untouched")));
    assertFalse(before.isCommitted());
  }

  @Test
  void isNotKeptForWhoIsBehind() {
    put(1, "k");
    commit(1);
    pending.release(0b011, MEMBERS);
    assertTrue(pending.isEmpty());
  }

  @Test
  void whoWaitsForAllIsAnsweredWhenAllMembersHaveIt() {
    PendingWrite write = put(1, "k");
    Told told = new Told();
    write.awaitAll(new Waiter(Reply.OK, true, told));
    commit(1);
    pending.release(0b011, MEMBERS);
    assertEquals("", told.toString());
    pending.held(1, C, true);
    pending.release(0b011, MEMBERS);
    assertEquals("OK", told.toString());
  }

  @Test
  void whoWaitsForAllLearnsThatNotAllWillAnswer() {
    PendingWrite write = put(1, "k");
    Told all = new Told();
    write.awaitAll(new Waiter(Reply.OK, true, all));
    Told majority = waitFor(write);
    pending.abandonWaitersForAll("a member does not answer");
    assertEquals("UNKNOWN", all.toString());
    assertEquals("", majority.toString());
  }

  @Test
  void aSynchronisationHoldsAllUpToItsMarker() {
    put(1, "k");
    put(2, "l");
    put(3, "m");
    for (long sequence = 1; sequence <= 3; sequence++) {
      pending.held(sequence, SELF, true);
    }
    pending.heldThrough(2, C, true);
    assertNull(pending.uncommitted(Key.of("l")));
    assertTrue(pending.uncommitted(Key.of("m")) != null);
  }

  @Test
  void onlyWhatIsCommittedIsOwed() {
    put(1, "k");
    assertFalse(pending.isOwed(C, 10));
    commit(1);
    assertTrue(pending.isOwed(C, 10));
    assertTrue(pending.isOwed(C, 1));
    assertFalse(pending.isOwed(C, 0), "it is younger than that");
    assertFalse(pending.isOwed(B, 10));
  }

  @Test
  void aBatchIsShownWholeWhileItIsUncommitted() {
    PendingWrite batch = put(1, "k", "l");
    put(2, "k");
    assertEquals(2, pending.uncommittedBatch(new Version(1, 1)).size());
    assertEquals(List.of(), pending.uncommittedBatch(new Version(1, 2)));
    assertEquals(List.of(), pending.uncommittedBatch(new Version(2, 1)));
    commit(1);
    assertTrue(batch.isCommitted());
    assertEquals(List.of(), pending.uncommittedBatch(new Version(1, 1)));
  }

  @Test
  void atTheEndOfAnEpochEverybodyGetsAnAnswer() {
    Told first = waitFor(put(1, "k"));
    Told second = waitFor(put(2, "k"));
    pending.abandon("epoch 1 has ended");
    assertEquals("UNKNOWN", first.toString());
    assertEquals("UNKNOWN", second.toString());
    assertTrue(pending.isEmpty());
    assertFalse(pending.hasUncommitted());
  }
}
