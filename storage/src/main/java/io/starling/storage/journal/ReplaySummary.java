package io.starling.storage.journal;

import java.util.List;

/**
 * What a replay found.
 *
 * @param records that were whole
 * @param torn whether the last record had been begun and not finished: the process or the machine
 *     stopped while it was written, and nobody was told that it was kept
 * @param damages stretches elsewhere that could not be read; writes are missing, and all copies of
 *     this node are to be made equal to those of others
 */
public record ReplaySummary(long records, boolean torn, List<Damage> damages) {
  /**
   * A stretch of the journal that could not be read.
   *
   * @param file for people
   * @param from first position lost
   * @param to first position that could be read again
   */
  public record Damage(String file, long from, long to) {}
}
