package io.starling.node.migration;

import java.time.Duration;

/**
 * Bounds and waits of moves.
 *
 * @param grantLife how long a grant lasts unless it is renewed; a source renews it four times as
 *     often
 * @param declinedPause how long a source leaves a target alone with a segment that it declined
 * @param settle how long a target takes no further load after some has come: until it is felt
 * @param probation how long former members keep their copies
 * @param moveMax how long a move may take without coming to an end; then it is given up, and tried
 *     again later if it is still wanted
 * @param fillsOut copies that a source fills at a time, and as many of those that fill a node
 * @param movesOut copies that a source moves for other reasons at a time
 * @param fillsIn copies for which a target grants room at a time
 * @param batchIn copies of one source that a target takes at a time to spread load
 */
public record MigrationSettings(
    Duration grantLife,
    Duration declinedPause,
    Duration settle,
    Duration probation,
    Duration moveMax,
    int fillsOut,
    int movesOut,
    int fillsIn,
    int batchIn) {
  public static final MigrationSettings DEFAULT =
      new MigrationSettings(
          Duration.ofSeconds(8),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofMinutes(15),
          96,
          8,
          512,
          8);

  public MigrationSettings {
    if (fillsOut < 1 || movesOut < 1 || fillsIn < 1 || batchIn < 1) {
      throw new IllegalArgumentException("bounds must be at least 1");
    }
    if (!grantLife.isPositive() || !moveMax.isPositive()) {
      throw new IllegalArgumentException("a grant and a move last for some time");
    }
  }

  /** How many copies a source has on their way at a time. */
  int outMax(MoveKind kind) {
    return switch (kind) {
      case FILL, SPREAD -> fillsOut;
      case DRAIN, BALANCE, UNDO, MANUAL -> movesOut;
    };
  }

  /** The same, with another probation. */
  public MigrationSettings withProbation(Duration changed) {
    return new MigrationSettings(
        grantLife, declinedPause, settle, changed, moveMax, fillsOut, movesOut, fillsIn, batchIn);
  }
}
