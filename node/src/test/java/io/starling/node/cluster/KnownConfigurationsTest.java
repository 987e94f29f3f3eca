package io.starling.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.gossip.agreement.Configuration;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownConfigurationsTest {
  private static final NodeId A = new NodeId(0, 1);
  private static final NodeId B = new NodeId(0, 2);

  private long nanos;
  private final KnownConfigurations known = new KnownConfigurations(4, () -> nanos);

  @Test
  void keepsTheHighestEpochWhateverTheOrder() {
    Configuration second = new Configuration(1, 2, A, List.of(A, B));
    known.learned(second);
    known.learned(new Configuration(1, 1, B, List.of(B)));
    known.learned(new Configuration(1, 2, B, List.of(B)));
    assertEquals(second, known.of(1));
    assertNull(known.of(2));
  }

  @Test
  void aPrimaryIsSettledOnceItHasBeenThatForSomeSeconds() {
    assertFalse(known.isSettled(1));
    known.learned(new Configuration(1, 1, A, List.of(A, B)));
    assertFalse(known.isSettled(1));
    nanos += 5_000_000_000L;
    assertTrue(known.isSettled(1));
    known.learned(new Configuration(1, 2, A, List.of(A)));
    assertTrue(known.isSettled(1));
    known.learned(new Configuration(1, 3, B, List.of(A, B)));
    assertFalse(known.isSettled(1));
  }

  @Test
  void countsPrimariesAndCopies() {
    known.learned(new Configuration(0, 1, A, List.of(A, B)));
    known.learned(new Configuration(3, 1, B, List.of(A, B)));
    assertEquals(1, known.primariesOf(A));
    assertEquals(2, known.copiesOf(A));
    assertEquals(0, known.copiesOf(new NodeId(0, 3)));
    assertEquals(Map.of(0, List.of(A, B), 3, List.of(A, B)), known.members());
    assertEquals(4, known.segmentCount());
  }
}
