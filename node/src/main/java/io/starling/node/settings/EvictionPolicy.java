package io.starling.node.settings;

import java.util.Locale;

/** What a primary removes when its node is at {@code maxmemory}. */
public enum EvictionPolicy {
  /** Nothing: writes that need room are refused. */
  NOEVICTION,
  /** Any key, the one used longest ago first. */
  ALLKEYS_LRU,
  /** Any key, the one used least often first. */
  ALLKEYS_LFU,
  /** Only keys with a deadline, the nearest first. */
  VOLATILE_TTL;

  /** The name that Redis gives it, such as {@code allkeys-lru}. */
  public String redisName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
