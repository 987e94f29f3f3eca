package io.starling.storage.entry;

/**
 * All of an entry but its value; what comparisons and Merkle trees need.
 *
 * @param version of the write that made it
 * @param expireAtMillis wall-clock deadline in milliseconds since 1970, fixed by the primary;
 *     {@link #NEVER} if it does not expire. A deadline that has passed only hides the entry: it is
 *     gone when the primary's tombstone says so
 * @param flags a set of {@link #TOMBSTONE} and {@link #BATCH}
 * @param valueLength in bytes, 0 to 8 MiB
 * @param valueHash {@link Entry#hashValue} of the value
 */
public record EntryHeader(
    Version version, long expireAtMillis, int flags, int valueLength, long valueHash) {
  /** Flag: the key was deleted, expired or evicted at this version. The value is empty. */
  public static final int TOMBSTONE = 1;

  /** Flag: the entry was written together with others under one version. */
  public static final int BATCH = 1 << 1;

  /** No deadline. */
  public static final long NEVER = 0;

  public boolean isTombstone() {
    return (flags & TOMBSTONE) != 0;
  }

  public boolean isBatch() {
    return (flags & BATCH) != 0;
  }

  public boolean expires() {
    return expireAtMillis != NEVER;
  }

  /** Whether a client sees the key at this wall-clock time. */
  public boolean isVisibleAt(long wallMillis) {
    return !isTombstone() && (expireAtMillis == NEVER || wallMillis < expireAtMillis);
  }
}
