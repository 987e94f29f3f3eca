package io.starling.antientropy.sync;

/** Why a session was given up. The copies are whole, only not known to be equal. */
public enum SyncFailure {
  /** The other side was silent for too long. */
  TIMED_OUT,
  /** A message is missing or out of order. */
  SEQUENCE_BROKEN,
  /** A frame could not be decoded or makes no sense. */
  FRAME_CORRUPT,
  /** The copies still differ after the last round. */
  ROUNDS_EXHAUSTED,
  /** The source read a value that does not have its hash: its copy is damaged. */
  SOURCE_DAMAGED,
  /** A batch that is not committed yet is longer than a target collects. */
  BATCH_TOO_LONG,
  /** The disk of the target is full. */
  TARGET_FULL,
  /** More batches had to be held back than the settings allow. */
  HELD_BACK_TOO_MUCH,
  /** The target was not told that this copy would come. */
  NOT_ADMITTED,
  /** The owner of the other side ended it. */
  CANCELLED
}
