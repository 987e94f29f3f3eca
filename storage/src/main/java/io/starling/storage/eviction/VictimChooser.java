package io.starling.storage.eviction;

import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Picks the entry to give up among a few that were sampled: the more there are, the closer the
 * choice comes to the best of all. Pure; of equals the first one is taken.
 */
public final class VictimChooser {
  private VictimChooser() {}

  /** An entry that may be given up. */
  public record Candidate(Key key, EntryHeader header) {}

  /**
   * The entry to give up, if the policy allows any. Tombstones hold no memory worth having and are
   * never chosen.
   *
   * @param use of the keys of the segment
   * @param nowMillis on the clock of the sketch
   */
  public static Optional<Key> choose(
      EvictionPolicy policy, List<Candidate> candidates, AccessSketch use, long nowMillis) {
    return switch (policy) {
      case NOEVICTION -> Optional.empty();
      case ALLKEYS_LRU -> first(candidates, byIdleTime(use, nowMillis));
      case ALLKEYS_LFU ->
          first(candidates, byFrequency(use, nowMillis).thenComparing(byIdleTime(use, nowMillis)));
      case VOLATILE_TTL ->
          first(
              candidates.stream().filter(candidate -> candidate.header().expires()).toList(),
              Comparator.comparingLong(candidate -> candidate.header().expireAtMillis()));
    };
  }

  private static Optional<Key> first(List<Candidate> candidates, Comparator<Candidate> order) {
    return candidates.stream()
        .filter(candidate -> !candidate.header().isTombstone())
        .min(order)
        .map(Candidate::key);
  }

  private static Comparator<Candidate> byIdleTime(AccessSketch use, long nowMillis) {
    return Comparator.comparingLong(
        candidate -> -use.idleMillis(candidate.key().placementHash(), nowMillis));
  }

  private static Comparator<Candidate> byFrequency(AccessSketch use, long nowMillis) {
    return Comparator.comparingInt(
        candidate -> use.frequency(candidate.key().placementHash(), nowMillis));
  }
}
