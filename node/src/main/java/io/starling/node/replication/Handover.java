package io.starling.node.replication;

import io.starling.forecast.shed.Placement;
import io.starling.gossip.agreement.Configuration;
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
 * IDLE, FILLING -> SEALED: all concerned are in sync, those who are new have noted on disk that
 *                   they may be members, and few other segments of this loop are on their way; no
 *                   new command is evaluated
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
  private final Configuration configuration;
  private @Nullable Placement<NodeId> target;
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
      LeaderSync sync) {
    this.replica = replica;
    this.context = context;
    this.recipients = recipients;
    this.pending = pending;
    this.sync = sync;
    this.configuration = replica.configuration();
    this.notBeforeNanos = context.nanos();
    this.stageAtNanos = context.nanos();
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
    MoveProgress.Stage stage = sealed ? MoveProgress.Stage.SEALED : MoveProgress.Stage.FILLING;
    return new MoveProgress(
        goal,
        replica.isWedged() ? MoveProgress.Stage.PROPOSED : stage,
        recipients.all().stream()
            .filter(each -> each.isLearner() && goal.members().contains(each.node()))
            .map(sync::progress)
            .toList());
  }

  /** Goes on as the primary of the next epoch, with the same members. */
  void renew() {
    if (!sealed) {
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
    if (wanted == null || context.nanos() - notBeforeNanos < 0) {
      return;
    }
    if (!sealed && isReady(wanted) && isStaged(wanted) && takesTurn()) {
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
