package io.starling.node.replication;

import io.starling.gossip.agreement.ChainState;
import io.starling.node.replication.CopyMarks.Staged;
import io.starling.storage.entry.Version;

/**
 * What one replica knows durably: its part of the chain, and the marks of its copy.
 *
 * <p>Both are written as one record, in order. A record carries the marks that were last written,
 * not those in force: a promise that is written between a mark and its sync must not take the mark
 * back.
 */
final class DurableRecord {
  private static final long NONE = 0;

  private final ReplicaOutput output;
  private ChainState chain;
  private CopyMarks marks;
  private CopyMarks writtenMarks;
  private long durableEpoch;

  /**
   * @param onDisk the record as it is on disk
   */
  DurableRecord(ReplicaOutput output, SegmentRecord onDisk) {
    this.output = output;
    this.chain = onDisk.chain();
    this.marks = onDisk.marks();
    this.writtenMarks = onDisk.marks();
    this.durableEpoch = chain.known().epoch();
  }

  /** The marks in force. */
  CopyMarks marks() {
    return marks;
  }

  /** Whether it is on disk that this epoch is known. */
  boolean isDurable(long epoch) {
    return durableEpoch == epoch;
  }

  /** Writes what was learned and is not on disk at all. */
  void writeFirst(Runnable then) {
    durableEpoch = NONE;
    write(chain, then);
  }

  void write(ChainState state, Runnable then) {
    chain = state;
    write(
        () -> {
          durableEpoch = state.known().epoch();
          then.run();
        });
  }

  private void write(Runnable then) {
    output.persist(new SegmentRecord(chain, writtenMarks), then);
  }

  /** The copy equals the primary of an epoch; in force once it is on disk, if the epoch lasts. */
  void markEqual(long epoch, Version floor, Runnable then) {
    CopyMarks equal = writtenMarks.withFloor(floor).equalTo(epoch);
    writtenMarks = equal;
    write(
        () -> {
          if (chain.known().epoch() == epoch && writtenMarks.equals(equal)) {
            marks = equal;
            then.run();
          }
        });
  }

  /**
   * The copy may become that of a member in the next epoch; in force once it is on disk, if the
   * epoch lasts and the copy does.
   */
  void markStaged(long term, Runnable then) {
    long epoch = chain.known().epoch();
    CopyMarks staged = writtenMarks.stagedAs(new Staged(epoch + 1, term));
    writtenMarks = staged;
    write(
        () -> {
          if (chain.known().epoch() == epoch && writtenMarks.equals(staged)) {
            marks = staged;
            then.run();
          }
        });
  }

  /** The copy may lack what was acknowledged; in force at once. */
  void markSuspect(Runnable then) {
    marks = marks.asSuspect();
    writtenMarks = writtenMarks.asSuspect();
    write(then);
  }

  /** The copy is to be replaced by an empty one; in force at once. */
  void markLost(Runnable then) {
    marks = CopyMarks.EMPTY.asSuspect();
    writtenMarks = marks;
    write(then);
  }

  /** There is no copy any more. */
  void markDropped() {
    marks = CopyMarks.EMPTY;
    writtenMarks = marks;
    write(() -> {});
  }
}
