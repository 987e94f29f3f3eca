package io.starling.storage.eviction;

import java.util.Locale;
import java.util.Optional;

/** What is given up when {@code maxmemory} is reached; named as in Redis. */
public enum EvictionPolicy {
  /** Nothing: writes that need memory are refused. */
  NOEVICTION,

  /** What was not used for the longest time. */
  ALLKEYS_LRU,

  /** What is used least often. */
  ALLKEYS_LFU,

  /** Of the keys with a deadline, the one that expires first. */
  VOLATILE_TTL;

  /** The policy of this name, in lower case with hyphens, if there is one. */
  public static Optional<EvictionPolicy> named(String name) {
    for (EvictionPolicy policy : values()) {
      if (policy.toString().equals(name)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }

  /** Whether the choice depends on how keys are used, so that uses are worth noting. */
  public boolean watchesUse() {
    return this == ALLKEYS_LRU || this == ALLKEYS_LFU;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
