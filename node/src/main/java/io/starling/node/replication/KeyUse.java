package io.starling.node.replication;

import io.starling.storage.entry.Key;
import io.starling.storage.eviction.AccessSketch;
import io.starling.storage.eviction.EvictionPolicy;
import io.starling.storage.eviction.VictimChooser;
import io.starling.storage.eviction.VictimChooser.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How the keys of a loop's primaries are used, as far as the policy asks for it. Made small, and
 * anew with the right size when a policy first watches use.
 */
final class KeyUse {
  private static final int CELLS_MIN = 1 << 10;
  private static final int CELLS_MAX = 1 << 20;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final RandomGenerator random;
  private AccessSketch sketch = new AccessSketch(1, 0);
  private boolean watching;

  KeyUse(RandomGenerator random) {
    this.random = random;
  }

  /** Says what is watched from now on. */
  void watch(EvictionPolicy policy, long entriesExpected, long nowNanos) {
    if (policy.watchesUse() == watching) {
      return;
    }
    watching = policy.watchesUse();
    long cells = watching ? Math.clamp(entriesExpected, CELLS_MIN, CELLS_MAX) : 1;
    sketch = new AccessSketch(Math.toIntExact(Long.highestOneBit(cells)), millis(nowNanos));
  }

  boolean isWatching() {
    return watching;
  }

  /** A key was read or written. */
  void used(Key key, long nowNanos) {
    sketch.used(key.placementHash(), millis(nowNanos), random.nextLong());
  }

  /** Whether a key was used, perhaps, since a moment. */
  boolean isUsedSince(Key key, long thenNanos, long nowNanos) {
    long sinceMillis = millis(nowNanos) - millis(thenNanos);
    return watching && sketch.idleMillis(key.placementHash(), millis(nowNanos)) < sinceMillis;
  }

  /** The one to give up. */
  Optional<Key> choose(EvictionPolicy policy, List<Candidate> candidates, long nowNanos) {
    return VictimChooser.choose(policy, candidates, sketch, millis(nowNanos));
  }

  private static long millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }
}
