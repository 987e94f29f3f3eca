package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What an operator hears who asks whether the copies of a segment agree. */
class CopyComparisonTest {
  private final Ensemble ensemble = new Ensemble("abc", "a/abc");
  private final List<String> heard = new ArrayList<>();

  CopyComparisonTest() {
    ensemble.awaitServing('a');
    ensemble.submit('a', "SET k v");
  }

  private OptionalInt compare(char primary) {
    heard.clear();
    OptionalInt expected =
        CopyComparison.begin(
            ensemble.replica(primary),
            (node, finding) -> heard.add((char) node.low() + " " + finding));
    ensemble.pass(100);
    heard.sort(null);
    return expected;
  }

  /** What no primary has written, as if a disk had made it up. */
  private void alter(char node, String key) {
    SegmentCopy copy = Objects.requireNonNull(ensemble.replica(node).copy());
    Version version = new Version(1, 1_000);
    Entry entry = Entry.of(version, EntryHeader.NEVER, 0, new byte[] {1});
    copy.apply(new Write.Put(version, List.of(new KeyedEntry(Key.of(key), entry))));
  }

  @Test
  void equalCopiesAreFoundEqual() {
    assertEquals(OptionalInt.of(2), compare('a'));
    assertEquals(List.of("b Equal[]", "c Equal[]"), heard);
  }

  @Test
  void aDifferenceIsToldOnceAndMadeGood() {
    alter('c', "made up");
    compare('a');
    assertEquals(List.of("b Equal[]", "c Different[leaves=1]"), heard);
    compare('a');
    assertEquals(List.of("b Equal[]", "c Equal[]"), heard);
  }

  @Test
  void whoIsNotThereIsNotCompared() {
    ensemble.cutOff('c');
    ensemble.submit('a', "SET k w");
    ensemble.pass(2_000);
    assertEquals(OptionalInt.of(2), compare('a'));
    assertEquals(List.of("b Equal[]", "c NotCompared[why=it is not in sync]"), heard);
  }

  @Test
  void onlyThePrimaryCompares() {
    assertEquals(OptionalInt.empty(), compare('b'));
    assertEquals(List.of(), heard);
  }
}
