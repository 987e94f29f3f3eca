package io.starling.chaos.growth;

import io.starling.node.admin.SegmentReport;
import io.starling.node.bench.Bench;
import io.starling.storage.id.HashSlot;
import java.util.List;
import java.util.stream.IntStream;

/** Which of the entries lie in which segments. */
final class SegmentKeys {
  private SegmentKeys() {}

  /** The numbers of those of the entries that lie in some segments. */
  static int[] in(List<SegmentReport> segments, Entries entries) {
    boolean[] wanted = new boolean[HashSlot.COUNT];
    for (SegmentReport segment : segments) {
      for (int slot = segment.firstSlot(); slot <= segment.lastSlot(); slot++) {
        wanted[slot] = true;
      }
    }
    return IntStream.range(0, entries.count())
        .filter(number -> wanted[HashSlot.of(Bench.key(number))])
        .toArray();
  }

  /** The name of the first key in a segment. */
  static byte[] first(SegmentReport segment) {
    return IntStream.iterate(0, number -> number + 1)
        .mapToObj(Bench::key)
        .filter(key -> HashSlot.of(key) >= segment.firstSlot())
        .filter(key -> HashSlot.of(key) <= segment.lastSlot())
        .findFirst()
        .orElseThrow();
  }
}
