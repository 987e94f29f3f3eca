package io.starling.storage.eviction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.eviction.VictimChooser.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class EvictionTest {
  private static final long MINUTE = 60_000;

  private final SplittableRandom random = new SplittableRandom(1);
  private final AccessSketch use = new AccessSketch(1024, 0);

  @Test
  void policiesHaveTheNamesThatRedisGivesThem() {
    assertEquals(Optional.of(EvictionPolicy.ALLKEYS_LRU), EvictionPolicy.named("allkeys-lru"));
    assertEquals(Optional.of(EvictionPolicy.VOLATILE_TTL), EvictionPolicy.named("volatile-ttl"));
    assertEquals(Optional.empty(), EvictionPolicy.named("allkeys-random"));
    assertEquals("noeviction", EvictionPolicy.NOEVICTION.toString());
  }

  @Test
  void leastRecentlyUsedGivesUpTheKeyThatIsIdleLongest() {
    use("a", 1_000, 1);
    use("b", 5_000, 1);
    use("c", 9_000, 1);
    use("a", 10_000, 1);
    assertEquals(chosen("b"), choose(EvictionPolicy.ALLKEYS_LRU, 11_000));
  }

  @Test
  void leastFrequentlyUsedGivesUpTheKeyThatIsUsedLeastThoughItWasUsedLast() {
    use("a", 1_000, 1_000);
    use("b", 1_000, 1_000);
    use("c", 2_000, 1);
    assertEquals(chosen("c"), choose(EvictionPolicy.ALLKEYS_LFU, 2_000));
  }

  @Test
  void aKeyThatWasUsedOftenLongAgoIsForgotten() {
    use("a", 0, 5_000);
    use("b", 60 * MINUTE, 20);
    use("c", 60 * MINUTE, 20);
    assertEquals(chosen("a"), choose(EvictionPolicy.ALLKEYS_LFU, 60 * MINUTE));
  }

  @Test
  void timeToLiveGivesUpTheKeyThatExpiresFirstAndNoneWithoutADeadline() {
    List<Candidate> candidates =
        List.of(candidate("a", 0, 0), candidate("b", 900, 0), candidate("c", 800, 0));
    assertEquals(
        chosen("c"), VictimChooser.choose(EvictionPolicy.VOLATILE_TTL, candidates, use, 0));
    assertEquals(
        Optional.empty(),
        VictimChooser.choose(EvictionPolicy.VOLATILE_TTL, candidates.subList(0, 1), use, 0));
  }

  @Test
  void neverGivesUpATombstoneNorAnythingWithoutAPolicy() {
    List<Candidate> tombstone = List.of(candidate("a", 0, EntryHeader.TOMBSTONE));
    assertEquals(
        Optional.empty(), VictimChooser.choose(EvictionPolicy.ALLKEYS_LRU, tombstone, use, 0));
    assertEquals(Optional.empty(), choose(EvictionPolicy.NOEVICTION, 0));
  }

  @Property
  void sharingACellNeverMakesAKeyLookLessUsed(@ForAll long hash, @ForAll List<Long> others) {
    AccessSketch alone = new AccessSketch(4, 0);
    AccessSketch shared = new AccessSketch(4, 0);
    alone.used(hash, 1_000, 0);
    shared.used(hash, 1_000, 0);
    for (long other : others) {
      shared.used(other, 2_000, 0);
    }
    assertTrue(shared.frequency(hash, 3_000) >= alone.frequency(hash, 3_000));
    assertTrue(shared.idleMillis(hash, 3_000) <= alone.idleMillis(hash, 3_000));
  }

  private void use(String key, long nowMillis, int times) {
    for (int i = 0; i < times; i++) {
      use.used(Key.of(key).placementHash(), nowMillis, random.nextLong());
    }
  }

  private Optional<Key> choose(EvictionPolicy policy, long nowMillis) {
    List<Candidate> candidates =
        List.of(candidate("a", 0, 0), candidate("b", 0, 0), candidate("c", 0, 0));
    return VictimChooser.choose(policy, candidates, use, nowMillis);
  }

  private static Optional<Key> chosen(String key) {
    return Optional.of(Key.of(key));
  }

  private static Candidate candidate(String key, long expireAtMillis, int flags) {
    return new Candidate(
        Key.of(key), new EntryHeader(new Version(1, 1), expireAtMillis, flags, 0, 0));
  }
}
