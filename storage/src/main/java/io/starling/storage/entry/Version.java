package io.starling.storage.entry;

/**
 * The place of a write in the history of its segment, given by the primary. A later epoch is later
 * whatever the sequence; no clock takes part. Every write of a segment has its own; the entries of
 * one batch share theirs.
 *
 * @param epoch of the configuration whose primary gave it, from 1 on; 0 only in {@link #ZERO}
 * @param sequence number of the write within the epoch, from 1 on
 */
public record Version(long epoch, long sequence) implements Comparable<Version> {
  /** Earlier than every write. */
  public static final Version ZERO = new Version(0, 0);

  @Override
  public int compareTo(Version other) {
    int byEpoch = Long.compare(epoch, other.epoch);
    return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
  }

  /** Whether this is a later write than {@code other}. */
  public boolean isAfter(Version other) {
    return compareTo(other) > 0;
  }

  @Override
  public String toString() {
    return epoch + "." + sequence;
  }
}
