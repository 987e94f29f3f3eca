package io.starling.chaos.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the acknowledged writes of a history. A batch counts once for each of its keys.
 *
 * @param acknowledged writes that were
 * @param judged those of them on whose key a later read gives judgement
 * @param lost those of them that it finds missing, by key
 */
public record LostWrites(long acknowledged, long judged, List<Lost> lost) {
  public LostWrites {
    lost = List.copyOf(lost);
  }

  /**
   * An acknowledged write that is gone.
   *
   * @param write the operation
   * @param found what the last read of the key saw instead
   */
  public record Lost(String key, Operation write, @Nullable String found) {}
}
