package io.starling.node.replication;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.command.Reply;
import io.starling.node.lease.HeldLease;
import io.starling.node.replication.Evaluation.NotServed;
import io.starling.node.replication.Evaluation.Reason;
import io.starling.node.replication.Evaluation.Taken;
import io.starling.node.replication.ReplicaMessage.Append;
import io.starling.node.replication.ReplicaMessage.AppendRefused;
import io.starling.node.replication.ReplicaMessage.Appended;
import io.starling.node.replication.ReplicaMessage.Barrier;
import io.starling.node.replication.ReplicaMessage.BarrierReached;
import io.starling.node.replication.ReplicaMessage.ConfigurationWanted;
import io.starling.node.replication.ReplicaMessage.CopySummary;
import io.starling.node.replication.ReplicaMessage.Departing;
import io.starling.node.replication.ReplicaMessage.DepartureNoted;
import io.starling.node.replication.ReplicaMessage.Gather;
import io.starling.node.replication.ReplicaMessage.LearnerReport;
import io.starling.node.replication.ReplicaMessage.LearnerReport.State;
import io.starling.node.replication.ReplicaMessage.NowOpen;
import io.starling.node.replication.ReplicaMessage.Release;
import io.starling.node.replication.ReplicaMessage.Stage;
import io.starling.node.replication.ReplicaMessage.Sync;
import io.starling.node.replication.ReplicaMessage.VersionsTold;
import io.starling.node.replication.ReplicaMessage.VersionsWanted;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import io.starling.storage.entry.Write;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The primary of an epoch whose copy is the merge of a majority.
 *
 * <pre>
 * CLOSED -> OPEN:     a majority, itself counted, equals its copy, durably
 * OPEN   -> SEALED:   a hand-over is about to be proposed; no new command is evaluated
 * SEALED -> OPEN:     the hand-over did not come to a proposal in time
 * SEALED -> proposed: for good; only a decided configuration ends it
 * </pre>
 *
 * It evaluates only while OPEN and under a majority of leases. A reply waits for every entry that
 * its command read or wrote to be committed.
 */
final class Leader implements Role {
  /** A primary that could not make a majority equal to itself for so many lease times gives way. */
  private static final int CLOSED_LEASES_MAX = 100;

  /** A learner that has fallen behind so often is one for which another should be found. */
  private static final int LEARNER_FALLS_MAX = 5;

  private final Replica replica;
  private final ReplicaContext context;
  private final Configuration configuration;
  private final Recipients recipients;
  private final PendingWrites pending;
  private final WriteStream stream;
  private final LeaderSync sync;
  private final Handover handover;
  private final Upkeep upkeep;
  private final CommandExecution execution;
  private final Confirmations confirmations;
  private final HeldLease lease;
  private final long closedSinceNanos;
  private long leaseSeenNanos;
  private boolean givingWay;
  private boolean selfReady;
  private boolean open;

  Leader(Replica replica, ReplicaContext context) {
    this.replica = replica;
    this.context = context;
    this.configuration = replica.configuration();
    this.recipients = new Recipients(configuration, context.self());
    this.pending = new PendingWrites(configuration.majority());
    this.stream = new WriteStream(replica, context, recipients, pending);
    this.sync = new LeaderSync(replica, context, recipients, pending, stream::marker);
    this.confirmations =
        new Confirmations(replica, context, pending, () -> refusalToServe() == null);
    this.handover = new Handover(replica, context, recipients, pending, sync, confirmations);
    this.upkeep = new Upkeep(replica, context, recipients, pending, stream);
    this.execution = new CommandExecution(replica, context, recipients, pending, stream);
    this.lease = new HeldLease(recipients.otherMembers(), true);
    this.leaseSeenNanos = context.nanos();
    this.closedSinceNanos = context.nanos();
    context.wantLease();
    replica.markEqual(
        configuration.epoch(),
        () -> {
          selfReady = true;
          openIfReady();
        });
  }

  boolean isOpen() {
    return open;
  }

  boolean isFullyInSync() {
    return open && recipients.allInSync();
  }

  void lentBy(NodeId member, long trustedUntilNanos) {
    lease.grantedBy(member, trustedUntilNanos);
  }

  /**
   * The members whose lease this primary wants. None once it has been without a majority, or a
   * write of it has been without one, for two lease times: others can then take over.
   */
  @Override
  public List<NodeId> lendersToAsk() {
    boolean wants = !replica.isWedged() && !isStuck();
    return wants ? recipients.otherMembers() : List.of();
  }

  private boolean isStuck() {
    long lease = context.settings().lease().grantedNanos();
    if (!open) {
      return context.nanos() - closedSinceNanos > CLOSED_LEASES_MAX * lease;
    }
    return context.nanos() - leaseSeenNanos > 2 * lease
        || (isWritePendingTooLong() && !recipients.tooManyFull());
  }

  /** With too many members full no other primary could commit it either. */
  private boolean isWritePendingTooLong() {
    PendingWrite oldest = pending.oldestUncommitted();
    long patience = 2 * context.settings().lease().grantedNanos();
    return oldest != null && context.nanos() - oldest.createdAtNanos() > patience;
  }

  boolean holdsLease() {
    return lease.isHeld(context.nanos());
  }

  /** Why no command can be evaluated now; null if one can. */
  @Nullable Reason refusalToServe() {
    if (!open) {
      return Reason.OPENING;
    }
    if (replica.isWedged() || handover.isSealed() || givingWay) {
      return Reason.CHANGING;
    }
    return holdsLease() ? null : Reason.NO_LEASE;
  }

  Evaluation submit(SegmentRequest request, ReplyReceiver receiver) {
    Reason refusal = refusalToServe();
    if (refusal != null) {
      return new NotServed(refusal, null);
    }
    Ramp ramp = handover.ramp();
    if (ramp != null && ramp.sendsOn(request)) {
      return new NotServed(Reason.RAMPING, ramp.newcomer());
    }
    Reply denied = execution.denial(request);
    if (denied != null) {
      replica.demand().turnedAway(request.arguments());
      receiver.receive(denied);
      return new Taken();
    }
    return switch (execution.carryOut(request, receiver)) {
      case TAKEN -> new Taken();
      case RESTS_ON_A_FLUSH -> new NotServed(Reason.FLUSHING, null);
      case DAMAGED -> refuseDamaged(receiver);
    };
  }

  /** Nothing has happened yet: another primary may serve the request, if there will be one. */
  private Evaluation refuseDamaged(ReplyReceiver receiver) {
    giveWay();
    if (givingWay) {
      return new NotServed(Reason.CHANGING, null);
    }
    receiver.receive(CommandExecution.DAMAGED);
    return new Taken();
  }

  /**
   * The own copy is damaged: another member shall be the primary, once one is in sync and a
   * majority can be reached without this node. Until then what is damaged is refused.
   */
  void giveWay() {
    if (!open || givingWay || replica.isWedged()) {
      return;
    }
    Optional<NodeId> next = recipients.successor(node -> isReachable(node));
    if (next.isPresent()) {
      givingWay = true;
      replica
          .record()
          .markSuspect(
              () -> {
                if (replica.configuration().equals(configuration)) {
                  replica.chain().propose(configuration.withPrimary(next.get()), context.nanos());
                }
              });
    }
  }

  private boolean isReachable(NodeId node) {
    return context.peers().isReachable(node, context.nanos());
  }

  /** The stream of this primary's writes. */
  WriteStream stream() {
    return stream;
  }

  SegmentCopy copy() {
    return replica.ownCopy();
  }

  CopyRepair repair() {
    return replica.repair();
  }

  /** Whether it may make writes that no client asked for, and that can as well wait. */
  private boolean mayWriteByItself() {
    return refusalToServe() == null && !recipients.tooManyDisksFull();
  }

  /** Whether this primary can give up entries: it serves, and not too much is under way. */
  boolean mayEvict() {
    return mayWriteByItself()
        && !replica.repair().isNeeded()
        && pending.size() < context.settings().pendingWritesMax() / 2;
  }

  @Override
  public void receive(NodeId from, ReplicaMessage message) {
    Recipient recipient = recipients.find(from);
    if (message instanceof LearnerReport report) {
      handover.reported(from, report);
    } else if (message instanceof VersionsWanted wanted) {
      confirm(recipient, from, wanted);
    }
    if (recipient == null) {
      return;
    }
    recipient.hear();
    switch (message) {
      case Appended appended -> {
        appended(recipient, appended);
        handover.goOn();
      }
      case AppendRefused refused -> recipient.refused(refused.shortage());
      case Sync step -> {
        sync.receive(recipient, step.step());
        openIfReady();
      }
      case BarrierReached reached -> recipient.barrierReached(reached.sequence());
      case CopySummary summary -> {
        sync.answered(recipient);
        distrustIf(summary.suspect(), recipient);
      }
      case LearnerReport report -> {
        boolean lacks = report.state() == State.EMPTY || report.state() == State.LOADING;
        distrustIf(recipient.isLearner() && lacks, recipient);
      }
      case VersionsWanted confirmed -> {}
      case VersionsTold strayed -> {}
      case Stage strayed -> {}
      case NowOpen strayed -> {}
      case Departing answered -> {}
      case DepartureNoted strayed -> {}
      case Release strayed -> {}
      case Append strayed -> {}
      case Gather strayed -> {}
      case Barrier strayed -> {}
      case ConfigurationWanted answered -> {}
    }
  }

  /** Who is not in sync would be told again and again what it does not hold. */
  private void confirm(@Nullable Recipient asker, NodeId from, VersionsWanted wanted) {
    if (asker != null && asker.isInSync()) {
      confirmations.wanted(from, wanted);
    } else {
      Confirmations.refuseAll(replica, context, from, wanted);
    }
  }

  private void appended(Recipient recipient, Appended appended) {
    PendingWrite taken = pending.find(appended.sequence());
    recipient.took(taken != null && taken.write() instanceof Write.Put put && put.setsValue());
    boolean counts = appended.counts() && !recipient.isLearner();
    stream.held(appended.sequence(), recipient.slot(), counts);
    distrustIf(!appended.counts(), recipient);
  }

  /**
   * A recipient that lost power and came back has perhaps lost what it had acknowledged: it is made
   * equal again before it counts, and no tombstone is dropped before.
   */
  private void distrustIf(boolean suspect, Recipient recipient) {
    if (suspect && recipient.isInSync()) {
      fallBehind(recipient, "a member may have lost what it held");
    }
  }

  private void openIfReady() {
    if (!open && selfReady && recipients.membersInSync() >= configuration.majority()) {
      open = true;
      leaseSeenNanos = context.nanos();
      context
          .output()
          .happened(new ReplicaEvent.Opened(configuration.segment(), configuration.epoch()));
      replica.tellPredecessor();
    }
  }

  /**
   * A member has wedged itself although this primary serves: it took no lease from here for too
   * long. Only a decision gets it back, and only the holder of the leases can bring one about.
   */
  void contested() {
    if (open && !replica.isWedged()) {
      handover.renew();
    }
  }

  @Override
  public void aimAt(Aim aim) {
    if (open && !replica.isWedged()) {
      handover.aimAt(aim);
    }
  }

  /** How far the segment has come on its way elsewhere; null if it stays. */
  @Override
  public @Nullable MoveProgress progress() {
    return open ? handover.progress() : null;
  }

  int compareCopies(CopyComparison.Listener listener) {
    return sync.compare(listener);
  }

  @Override
  public void disconnected(NodeId peer) {
    sync.disconnected(peer);
  }

  @Override
  public void tick() {
    if (replica.isWedged()) {
      return;
    }
    if (holdsLease()) {
      leaseSeenNanos = context.nanos();
    }
    if (!pending.isEmpty()) {
      stream.resend();
      stream.endSlowness();
      giveUpOnSilent();
    }
    giveUpOnFull();
    sync.tick();
    openIfReady();
    if (open) {
      handover.tick();
      if (mayWriteByItself()) {
        upkeep.tick();
      }
    }
  }

  /**
   * A recipient that does not take what is long committed falls behind; it is synchronised later.
   */
  private void giveUpOnSilent() {
    for (Recipient recipient : recipients.all()) {
      if (recipient.isTracked() && stream.isOwedTooLong(recipient)) {
        fallBehind(recipient, "a member does not answer");
      }
    }
    pending.release(recipients.trackedSlots(), recipients.memberSlots());
  }

  private void giveUpOnFull() {
    if (recipients.tooManyFull() && isWritePendingTooLong()) {
      pending.abandonWaitersForCommit("too many members have no room, in memory or on disk");
    }
  }

  private void fallBehind(Recipient recipient, String reason) {
    sync.fallBehind(recipient);
    if (!recipient.isLearner()) {
      pending.abandonWaitersForAll(reason);
    } else if (recipient.countFallingBehind() == LEARNER_FALLS_MAX) {
      context
          .output()
          .happened(
              new ReplicaEvent.LearnerLost(
                  configuration.segment(), configuration.epoch(), recipient.node()));
    }
  }

  @Override
  public void end(String reason) {
    sync.end();
    handover.end();
    pending.abandon(reason);
    if (open) {
      context
          .output()
          .happened(
              new ReplicaEvent.SteppedDown(configuration.segment(), configuration.epoch(), reason));
    }
  }
}
