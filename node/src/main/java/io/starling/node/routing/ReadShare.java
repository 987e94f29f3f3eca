package io.starling.node.routing;

import io.starling.node.command.Command;
import io.starling.node.command.CommandFlag;
import io.starling.node.routing.Levels.Detour;
import io.starling.node.routing.Levels.ReadLevel;
import io.starling.storage.entry.Key;
import io.starling.storage.id.NodeId;
import java.util.List;

/**
 * The reads of a segment that another node than the primary may answer: those of a part of the
 * keys, by hash, so that the reads of a key all go the same way and a larger share holds every
 * smaller one.
 *
 * @param node that may answer them, on the primary's word
 * @param percent of the keys, 1 to 100
 */
public record ReadShare(NodeId node, int percent) {
  private static final int ALL = 100;

  public ReadShare {
    if (percent < 1 || percent > ALL) {
      throw new IllegalArgumentException("a share of " + percent + " percent");
    }
  }

  /**
   * Whether a command belongs to the share.
   *
   * @param arguments as many as the command accepts
   */
  public boolean covers(Command command, List<byte[]> arguments, Levels levels) {
    return levels.read() == ReadLevel.PRIMARY
        && levels.detour() == Detour.POSSIBLE
        && command.is(CommandFlag.READONLY)
        && !command.keys().isEmpty()
        && arguments.size() > command.keys().first()
        && covers(arguments.get(command.keys().first()));
  }

  private boolean covers(byte[] firstKey) {
    long hash = Key.of(firstKey).placementHash();
    // The low bits say where in the store an entry lies.
    return percent == ALL || (hash >>> Integer.SIZE) % ALL < percent;
  }
}
