package io.starling.node.replication;

import io.starling.forecast.shed.Placement;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.replication.ReplicaMessage.Gather;
import io.starling.node.replication.ReplicaMessage.LearnerReport;
import io.starling.node.replication.ReplicaMessage.Release;
import io.starling.node.replication.ReplicaMessage.Stage;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an open primary brings about another primary or other members (ARCHITECTURE.md 3.2 and 3.8).
 *
 * <pre>
 * IDLE    -> FILLING: the members shall change; the new ones receive everything as learners
 * FILLING -> RAMPING: all concerned are in sync, and the next primary is a newcomer; its reads move
 *                   over to it step by step
 * RAMPING -> FILLING: somebody is not in sync any more; the reads are taken back
 * RAMPING -> IDLE:  the newcomer answers badly again; the reads are taken back, and nothing happens until
 *                   another placement is wanted
 * IDLE, FILLING, RAMPING -> SEALED: all concerned are in sync, the ramp is over, those who are new
 *                   have noted on disk that they may be members, and few other segments of this
 *                   loop are on their way; no new command is evaluated
 * SEALED  -> IDLE:    the writes under way did not drain in time
 * SEALED  -> proposed: everything is committed and held by all concerned, and those who are new are
 *                     still staged
 * </pre>
 *
 * Once proposed, this primary never serves in its epoch again.
 */
final class Handover {
  private final Replica replica;
  private final ReplicaContext context;
  private final Recipients recipients;
  private final PendingWrites pending;
  private final LeaderSync sync;
  private final Confirmations confirmations;
  private final Configuration configuration;
  private @Nullable Placement<NodeId> target;
  private long readsBefore;
  private @Nullable Ramp ramp;
  private boolean ramped;
  private long signAtNanos;

  /** The target whose newcomer answered badly; null if none did. */
  private @Nullable Placement<NodeId> spoilt;

  private boolean renewing;
  private boolean sealed;
  private long sealedAtNanos;
  private long notBeforeNanos;
  private long stageAtNanos;

  Handover(
      Replica replica,
      ReplicaContext context,
      Recipients recipients,
      PendingWrites pending,
      LeaderSync sync,
      Confirmations confirmations) {
    this.replica = replica;
    this.context = context;
    this.recipients = recipients;
    this.pending = pending;
    this.sync = sync;
    this.confirmations = confirmations;
    this.configuration = replica.configuration();
    this.notBeforeNanos = context.nanos();
    this.stageAtNanos = context.nanos();
    this.signAtNanos = context.nanos();
  }

  boolean isSealed() {
    return sealed;
  }

  /** How far the segment has come on its way elsewhere; null if it stays. */
  @Nullable MoveProgress progress() {
    Placement<NodeId> goal = target;
    if (goal == null || renewing) {
      return null;
    }
    MoveProgress.Stage open =
        ramp == null ? MoveProgress.Stage.FILLING : MoveProgress.Stage.RAMPING;
    MoveProgress.Stage stage = sealed ? MoveProgress.Stage.SEALED : open;
    return new MoveProgress(
        goal,
        replica.isWedged() ? MoveProgress.Stage.PROPOSED : stage,
        recipients.all().stream()
            .filter(each -> each.isLearner() && goal.members().contains(each.node()))
            .map(sync::progress)
            .toList());
  }

  /** The reads that are on their way to a newcomer; null if there are none. */
  @Nullable Ramp ramp() {
    return ramp;
  }

  /** Goes on as the primary of the next epoch, with the same members. */
  void renew() {
    if (!sealed) {
      endRamp();
      renewing = true;
      target = new Placement<>(configuration.primary(), configuration.members());
    }
  }

  /** Sets where the segment should be; nothing happens if it is there. */
  void aimAt(Aim aim) {
    if (sealed || renewing) {
      return;
    }
    Placement<NodeId> desired = aim.placement();
    boolean isThere =
        desired.primary().equals(configuration.primary())
            && desired.members().equals(configuration.members());
    if (isThere || !desired.equals(target)) {
      endRamp();
      spoilt = null;
      readsBefore = replica.demand().count().reads();
    }
    target = isThere ? null : desired;
    List<NodeId> learners =
        Stream.concat(desired.members().stream(), aim.learners().stream())
            .filter(node -> !configuration.hasMember(node))
            .toList();
    recipients.retainLearners(learners).forEach(this::letGo);
    for (NodeId node : learners) {
      if (!recipients.addLearner(node)) {
        // So many learners have come and gone that this epoch has no place for another one.
        renew();
      }
    }
  }

  private void letGo(Recipient learner) {
    sync.letGo(learner);
    release(learner.node(), learner.slot());
  }

  private void release(NodeId node, long term) {
    context.output().send(node, new Release(configuration.segment(), configuration.epoch(), term));
  }

  /**
   * Somebody who is no member holds a copy. Who is no learner is not part of anything that this
   * primary has proposed, or ever will in this term, and is let go.
   */
  void reported(NodeId from, LearnerReport report) {
    Recipient recipient = recipients.find(from);
    if (recipient == null) {
      release(from, report.term());
    } else if (recipient.isLearner()) {
      if (report.state() == LearnerReport.State.STAGED && report.term() == recipient.slot()) {
        recipient.noteStaged();
      }
      want(recipient, /* durably= */ false);
    }
  }

  private void want(Recipient learner, boolean durably) {
    context
        .output()
        .send(
            learner.node(),
            new Stage(configuration.segment(), configuration.epoch(), learner.slot(), durably));
  }

  void tick() {
    Placement<NodeId> wanted = target;
    if (wanted == null || wanted.equals(spoilt) || context.nanos() - notBeforeNanos < 0) {
      return;
    }
    if (!sealed && !isReady(wanted)) {
      endRamp();
    } else if (!sealed && isRamped(wanted) && isStaged(wanted) && takesTurn()) {
      sealed = true;
      sealedAtNanos = context.nanos();
      context
          .output()
          .happened(new ReplicaEvent.Sealed(configuration.segment(), configuration.epoch()));
    }
    if (sealed) {
      proposeOrUndo(wanted);
    }
  }

  /**
   * Whether the reads have moved over as far as they shall. Those of a segment that nobody has read
   * since it was to move, or that a member leads already, need not.
   */
  private boolean isRamped(Placement<NodeId> wanted) {
    long length = context.settings().ramp().length().toNanos();
    Ramp present = ramp;
    if (present != null) {
      askForASignOfLife(present.newcomer());
    }
    if (ramped || renewing || length == 0 || configuration.hasMember(wanted.primary())) {
      return true;
    }
    if (present == null) {
      ramped = replica.demand().count().reads() == readsBefore;
      if (!ramped) {
        ramp = new Ramp(wanted.primary(), confirmations, length, context.nanos());
        tellShare(ramp);
      }
      return ramped;
    }
    switch (present.tick(context.nanos())) {
      case GOES_ON -> {}
      case NEXT_STEP -> tellShare(present);
      case DONE -> ramped = true;
      case FAILED -> spoil(wanted, present);
    }
    return ramped;
  }

  /** A newcomer to whom next to nothing is written and of whom little is read says nothing else. */
  private void askForASignOfLife(NodeId newcomer) {
    if (context.nanos() - signAtNanos >= 0) {
      signAtNanos = context.nanos() + context.settings().resendAfter().toNanos();
      context.output().send(newcomer, new Gather(configuration));
    }
  }

  private void tellShare(Ramp present) {
    tellShare(present.newcomer(), present.percent());
  }

  private void tellShare(NodeId newcomer, int percent) {
    int segment = configuration.segment();
    long epoch = configuration.epoch();
    context.output().happened(new ReplicaEvent.ReadsShared(segment, epoch, newcomer, percent));
  }

  /** Whoever wanted this must hear that it is no good, and want something else. */
  private void spoil(Placement<NodeId> wanted, Ramp failed) {
    spoilt = wanted;
    endRamp();
    context
        .output()
        .happened(
            new ReplicaEvent.RampFailed(
                configuration.segment(),
                configuration.epoch(),
                failed.newcomer(),
                failed.failure()));
  }

  /** This primary answers all reads again; a later ramp begins anew. */
  private void endRamp() {
    ramped = false;
    Ramp present = ramp;
    if (present != null) {
      ramp = null;
      tellShare(present.newcomer(), 0);
    }
  }

  /** Something that a seal waits for has come: a segment that nobody serves waits for no tick. */
  void goOn() {
    Placement<NodeId> wanted = target;
    if (sealed && wanted != null && !replica.isWedged()) {
      proposeOrUndo(wanted);
    }
  }

  /** Moves come in crowds when a node joins, stops or is back. A renewal gives nothing away. */
  private boolean takesTurn() {
    return renewing || context.handovers().tryTake(configuration.segment(), context.nanos());
  }

  private boolean keepsMembers(Placement<NodeId> wanted) {
    return wanted.members().equals(configuration.members());
  }

  /** The epoch is over, or the hand-over is. */
  void end() {
    endRamp();
    context.handovers().giveBack(configuration.segment());
  }

  /** Whether all who are concerned equal this primary. */
  private boolean isReady(Placement<NodeId> wanted) {
    if (renewing) {
      return true;
    }
    return concerned(wanted).stream().allMatch(this::isInSync);
  }

  /** Those who must hold everything: whoever is new, and whoever will lead. */
  private List<NodeId> concerned(Placement<NodeId> wanted) {
    return keepsMembers(wanted) ? List.of(wanted.primary()) : wanted.members();
  }

  private boolean isInSync(NodeId node) {
    if (node.equals(context.self())) {
      return true;
    }
    Recipient recipient = recipients.find(node);
    return recipient != null
        && recipient.isInSync()
        && context.peers().isReachable(node, context.nanos());
  }

  private void proposeOrUndo(Placement<NodeId> wanted) {
    if (isReady(wanted) && isDrained(concerned(wanted)) && isStaged(wanted)) {
      Configuration next = configuration.withMembers(wanted.primary(), wanted.members());
      context
          .output()
          .happened(
              new ReplicaEvent.HandingOver(
                  configuration.segment(), configuration.epoch(), wanted.primary()));
      replica.chain().proposeAsPrimary(next, context.nanos());
    } else if (context.nanos() - sealedAtNanos > context.settings().sealMax().toNanos()) {
      end();
      sealed = false;
      renewing = false;
      context
          .output()
          .happened(new ReplicaEvent.Unsealed(configuration.segment(), configuration.epoch()));
      notBeforeNanos = context.nanos() + 4 * context.settings().sealMax().toNanos();
    }
  }

  /**
   * Whether all who are new have noted on disk that they may be members; asks those who have not.
   */
  private boolean isStaged(Placement<NodeId> wanted) {
    boolean due = context.nanos() - stageAtNanos >= 0;
    boolean all = true;
    for (NodeId node : wanted.members()) {
      Recipient recipient = recipients.find(node);
      if (recipient != null && recipient.isLearner() && !recipient.isStaged()) {
        all = false;
        if (due) {
          stageAtNanos = context.nanos() + context.settings().resendAfter().toNanos();
          want(recipient, /* durably= */ true);
        }
      }
    }
    return all;
  }

  /** Whether nothing is under way to any of these nodes: they hold all that was ever written. */
  private boolean isDrained(List<NodeId> nodes) {
    if (pending.hasUncommitted()) {
      return false;
    }
    for (NodeId node : renewing ? List.<NodeId>of() : nodes) {
      Recipient recipient = recipients.find(node);
      if (recipient != null
          && recipient.isInSync()
          && pending.isOwed(recipient.slot(), context.nanos())) {
        return false;
      }
    }
    return true;
  }
}
