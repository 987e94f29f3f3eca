package io.starling.storage.entry;

import java.util.List;

/**
 * One versioned change of one segment: the unit that is journalled, replicated and acknowledged as
 * a whole.
 */
public sealed interface Write {
  /** The place of this write in the history of its segment. */
  Version version();

  /**
   * Entries that replace what their keys map to. More than one is a batch: all share the version
   * and carry {@link EntryHeader#BATCH}.
   */
  record Put(Version version, List<KeyedEntry> entries) implements Write {
    public Put {
      if (entries.isEmpty()) {
        throw new IllegalArgumentException("a write without entries at " + version);
      }
    }

    /** Whether it sets a key to a value; otherwise it only removes. */
    public boolean setsValue() {
      return entries.stream().anyMatch(each -> !each.entry().isTombstone());
    }
  }

  /** Everything at or below this version is gone, tombstones included: a flush of the segment. */
  record Floor(Version version) implements Write {}

  /**
   * Tombstones at or below {@code through} are dropped: every copy holds them, synced to disk
   * (ARCHITECTURE.md 3.9).
   */
  record Purge(Version version, Version through) implements Write {}

  /** A key and what it maps to. */
  record KeyedEntry(Key key, Entry entry) {}
}
