package io.starling.chaos.moves;

import io.starling.chaos.process.ServerProcess;
import java.util.List;

/**
 * Who takes part in the move of a segment.
 *
 * @param epoch of the segment before the move
 * @param targetId node id, 32 hexadecimal digits
 */
record Parties(
    int segment,
    long epoch,
    ServerProcess source,
    ServerProcess target,
    String targetId,
    ServerProcess third) {
  /** Digits of an id that a log has. */
  private static final int NAME_LENGTH = 8;

  Course course() {
    return new Course(segment, epoch, targetId.substring(0, NAME_LENGTH));
  }

  /** Whom a blow hits. */
  List<ServerProcess> victims(Trial trial) {
    return switch (trial.blow()) {
      case SOURCE -> List.of(source);
      case TARGET, DISK, CUT -> List.of(target);
      case THIRD -> List.of(third);
      case TWO ->
          switch (trial.pair()) {
            case 0 -> List.of(source, target);
            case 1 -> List.of(source, third);
            default -> List.of(target, third);
          };
    };
  }
}
