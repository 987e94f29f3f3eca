package io.starling.node.replication;

import io.starling.gossip.agreement.Configuration;
import io.starling.node.replication.ReplicaMessage.LearnerReport;
import io.starling.node.replication.ReplicaMessage.LearnerReport.State;
import io.starling.node.replication.ReplicaMessage.Release;
import io.starling.node.replication.ReplicaMessage.Stage;
import io.starling.storage.id.NodeId;

/**
 * The copy of a node that is no member, for the time of one epoch: it waits in the reserve to
 * become one, or has been one and may be wanted back (ARCHITECTURE.md 3.8).
 *
 * <pre>
 * EMPTY   -> LOADING: a primary begins to make it equal
 * LOADING -> EQUAL:   it equals the primary, durably
 * EQUAL   -> STAGED:  the primary is about to propose it for a member, and that is on disk
 * any     -> EMPTY:   the primary of this epoch lets go of it
 * LOADING, EQUAL -> EMPTY: nobody has wanted it for too long; or the process ended
 * STAGED  -> EMPTY:   a later epoch was decided without it
 * </pre>
 *
 * Only the primary of the epoch can propose it, and lets go of it only as long as it has not; so
 * what is staged is never given up by this node alone.
 *
 * <p>A primary counts the terms in which it wants a learner; what it said in an earlier term, and
 * comes late, is passed over.
 */
final class LearnerCopy {
  private final Replica replica;
  private final ReplicaContext context;
  private final Configuration configuration;
  private final NodeId primary;
  private long term;
  private long wantedAtNanos;
  private long reportAtNanos;

  LearnerCopy(Replica replica, ReplicaContext context) {
    this.replica = replica;
    this.context = context;
    this.configuration = replica.configuration();
    this.primary = configuration.primary();
    this.term = replica.marks().stagedTerm(configuration.epoch() + 1);
    this.wantedAtNanos = context.nanos();
    this.reportAtNanos = context.nanos() + reportInterval();
  }

  /** The primary has said something that it says only to those whom it wants. */
  void wanted() {
    wantedAtNanos = context.nanos();
  }

  /** The primary wants this copy, and perhaps it staged. */
  void stage(Stage stage) {
    if (stage.term() < term) {
      return;
    }
    term = stage.term();
    wanted();
    if (!stage.durably()) {
      return;
    }
    if (replica.isEqualLearner()) {
      replica.record().markStaged(term, this::report);
    } else {
      report();
    }
  }

  /** The primary has let go of it, and has not proposed it. */
  void release(Release release) {
    if (release.term() >= term) {
      term = release.term();
      replica.dropLearnerCopy();
    }
  }

  /**
   * Says what there is. Unasked, too: whoever is no learner any more may have missed the word that
   * let it go, and a primary takes for equal what a restart has emptied.
   */
  void report() {
    if (replica.isEpochDurable()) {
      reportAtNanos = context.nanos() + reportInterval();
      long epoch = configuration.epoch();
      LearnerReport report = new LearnerReport(replica.segment(), epoch, term, state());
      context.output().send(primary, report);
      if (silentNanos() > patienceNanos() / 2) {
        // Of a primary that is gone the other members know more.
        configuration.othersThan(primary).forEach(member -> context.output().send(member, report));
      }
    }
  }

  private State state() {
    if (replica.copy() == null) {
      return State.EMPTY;
    }
    if (!replica.isEqualLearner()) {
      return State.LOADING;
    }
    boolean staged = replica.marks().isStagedFor(configuration.epoch() + 1);
    return staged ? State.STAGED : State.EQUAL;
  }

  void tick() {
    if (replica.copy() == null) {
      return;
    }
    if (context.nanos() - reportAtNanos >= 0) {
      report();
    }
    if (state() != State.STAGED && silentNanos() > patienceNanos()) {
      replica.dropLearnerCopy();
    }
  }

  private long reportInterval() {
    return patienceNanos() / 8;
  }

  private long patienceNanos() {
    return context.settings().learnerPatience().toNanos();
  }

  private long silentNanos() {
    return context.nanos() - wantedAtNanos;
  }
}
