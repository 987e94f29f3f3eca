package io.starling.chaos.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks for acknowledged writes that the last read of their key no longer explains, in one pass: no
 * search, so it copes with any length and any number of unknown outcomes, but it finds only losses
 * that lasted.
 *
 * <p>Asks of the history that written values and suffixes are unique for each key, and that a key
 * is either overwritten, appended to, or counted up, never two of these; keys with two are passed
 * over. Only keys that were read after their writes are judged, so end a run by reading every key.
 */
public final class LostWriteCheck {
  private LostWriteCheck() {}

  /**
   * @param history all operations of a run, in any order
   */
  public static LostWrites check(List<Operation> history) {
    SortedMap<String, KeyHistory> keys = new TreeMap<>();
    for (Operation operation : history) {
      for (String key : operation.keys()) {
        keys.computeIfAbsent(key, KeyHistory::new).add(operation);
      }
    }
    List<LostWrites.Lost> lost = new ArrayList<>();
    long acknowledged = 0;
    long judged = 0;
    for (Map.Entry<String, KeyHistory> entry : keys.entrySet()) {
      KeyHistory key = entry.getValue();
      acknowledged += key.acknowledged();
      judged += key.judged();
      lost.addAll(key.lost());
    }
    return new LostWrites(acknowledged, judged, lost);
  }
}
