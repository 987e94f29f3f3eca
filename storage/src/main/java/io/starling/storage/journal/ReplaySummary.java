package io.starling.storage.journal;

import io.starling.storage.directory.PreviousStop;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a replay found.
 *
 * @param records that were whole
 * @param torn whether something stands behind the last record that is none: one that was begun and
 *     not finished, or what an earlier use of the file left
 * @param holes stretches that could not be read in files of which nothing says where they end. What
 *     was not synced leaves such when the machine stops; otherwise they are damage
 * @param damages stretches elsewhere that could not be read; writes are missing, and all copies of
 *     this node are to be made equal to those of others
 */
public record ReplaySummary(long records, boolean torn, List<Damage> holes, List<Damage> damages) {
  /** All that is whole. */
  static ReplaySummary whole(long records, boolean torn) {
    return new ReplaySummary(records, torn, List.of(), List.of());
  }

  /** Whether records are missing that the last process had written. */
  public boolean isDamaged(PreviousStop stop) {
    return switch (stop) {
      // All was in the stores, and nothing of it is needed.
      case NONE, CLEAN -> false;
      case PROCESS_DIED -> !holes.isEmpty() || !damages.isEmpty();
      case MACHINE_STOPPED -> !damages.isEmpty();
    };
  }

  /** For people: how much there is, and where the first stretch is that is not. */
  @Override
  public String toString() {
    StringBuilder told = new StringBuilder("records read: ").append(records);
    List<Damage> lost = Stream.concat(damages.stream(), holes.stream()).toList();
    if (!lost.isEmpty()) {
      told.append(", stretches lost: ").append(lost.size()).append(", first ").append(lost.get(0));
    }
    return told.append(torn ? ", the last record was not finished" : "").toString();
  }

  /**
   * A stretch of the journal that could not be read.
   *
   * @param file for people
   * @param from first position lost
   * @param to first position that could be read again
   */
  public record Damage(String file, long from, long to) {
    /** For people. */
    @Override
    public String toString() {
      return "from " + from + " to " + to + " in " + file;
    }
  }
}
