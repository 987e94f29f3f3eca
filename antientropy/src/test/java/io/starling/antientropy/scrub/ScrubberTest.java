package io.starling.antientropy.scrub;

import static io.starling.antientropy.copy.Samples.at;
import static io.starling.antientropy.copy.Samples.key;
import static io.starling.antientropy.copy.Samples.put;
import static io.starling.antientropy.copy.Samples.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.starling.antientropy.copy.FakeLog;
import io.starling.antientropy.copy.FakeStore;
import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.merkle.ScanOrder;
import io.starling.antientropy.scrub.ScrubFinding.DamagedLeaf;
import io.starling.antientropy.scrub.ScrubFinding.DamagedValue;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScrubberTest {
  private final FakeStore store = new FakeStore();
  private final SegmentCopy copy = SegmentCopy.open(0, store, new FakeLog(), Version.ZERO);
  private final Scrubber scrubber = new Scrubber(copy);

  @BeforeEach
  void fill() {
    for (int i = 0; i < 200; i++) {
      copy.apply(put(key(i), value(at(1, i + 1), "value " + i)));
    }
  }

  @Test
  void findsNothingInAHealthyCopyOfAnyNumberOfSlices() {
    for (int sliceCount = 1; sliceCount <= 4096; sliceCount *= 4) {
      store.slices(sliceCount);
      assertEquals(List.of(), round());
    }
  }

  @Test
  void findsAValueThatDoesNotHaveItsHash() {
    Entry held = held(3);
    store.damage(key(3), new Entry(held.header(), "value X".getBytes(StandardCharsets.UTF_8)));
    assertEquals(List.of(new DamagedValue(key(3), held.header())), round());
  }

  @Test
  void findsAnEntryThatWasLost() {
    store.damage(key(3), null);
    assertEquals(List.of(leafOf(3)), leaves(round()));
  }

  @Test
  void findsAHeaderThatWasChanged() {
    store.damage(key(3), value(at(9, 9), "value 3"));
    assertEquals(List.of(leafOf(3)), leaves(round()));
  }

  @Test
  void takesTheStoreASliceAtATime() {
    store.slices(16);
    int steps = 0;
    do {
      int before = store.scans();
      scrubber.step();
      assertEquals(1, store.scans() - before);
      steps++;
    } while (!scrubber.isAtStart());
    assertEquals(16, steps);
  }

  private Entry held(int number) {
    Entry held = copy.get(key(number));
    assertNotNull(held);
    return held;
  }

  private List<ScrubFinding> round() {
    List<ScrubFinding> findings = new ArrayList<>();
    do {
      findings.addAll(scrubber.step());
    } while (!scrubber.isAtStart());
    return findings;
  }

  private static int leafOf(int number) {
    return ScanOrder.leafOf(key(number).placementHash());
  }

  private static List<Integer> leaves(List<ScrubFinding> findings) {
    return findings.stream().map(each -> ((DamagedLeaf) each).leaf()).toList();
  }
}
