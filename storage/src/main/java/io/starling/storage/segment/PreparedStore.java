package io.starling.storage.segment;

/**
 * An empty store that is in no catalogue yet. To whoever prepared it belongs one call of one of the
 * methods, in the loop that owns the segment.
 */
public interface PreparedStore {
  /**
   * Puts it into its catalogue.
   *
   * @throws IllegalStateException if the segment has a store there
   */
  SegmentStore add();

  /** Deletes it. */
  void discard();
}
