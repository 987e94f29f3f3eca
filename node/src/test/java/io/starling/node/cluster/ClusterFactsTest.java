package io.starling.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.starling.storage.id.ClusterId;
import io.starling.storage.id.HashSlot;
import io.starling.storage.id.SegmentLayout;
import java.nio.ByteBuffer;
import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ClusterFactsTest {
  private static final int SEGMENT_BITS_MAX = 14;

  @Property(tries = 200)
  void readsWhatItWrote(
      @ForAll long high,
      @ForAll long low,
      @ForAll @IntRange(max = SEGMENT_BITS_MAX) int segmentBits,
      @ForAll @IntRange(min = 1) int leaseMillis) {
    ClusterFacts facts =
        new ClusterFacts(
            new ClusterId(high, low),
            new SegmentLayout(1 << segmentBits),
            Duration.ofMillis(leaseMillis));
    assertEquals(facts, ClusterFacts.decode(ByteBuffer.wrap(facts.encode())));
  }

  @Property(tries = 1_000)
  void refusesJunkInOneWayOnly(@ForAll byte[] junk) {
    try {
      ClusterFacts facts = ClusterFacts.decode(ByteBuffer.wrap(junk));
      assertEquals(HashSlot.COUNT % facts.layout().segmentCount(), 0);
    } catch (IllegalArgumentException refused) {
      // As it should be.
    }
  }

  @Example
  void refusesNothingAtAll() {
    assertThrows(IllegalArgumentException.class, () -> ClusterFacts.decode(ByteBuffer.allocate(0)));
  }

  @Example
  void refusesALeaseWithoutLength() {
    SegmentLayout layout = new SegmentLayout(4);
    assertThrows(
        IllegalArgumentException.class,
        () -> new ClusterFacts(new ClusterId(1, 2), layout, Duration.ZERO));
  }
}
