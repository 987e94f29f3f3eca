package io.starling.node.replication;

import io.starling.antientropy.copy.OutcomeUnknownException;
import io.starling.antientropy.copy.SegmentCopy;
import io.starling.forecast.shed.Rendezvous;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.replication.ReplicaMessage.Append;
import io.starling.node.replication.ReplicaMessage.AppendRefused;
import io.starling.node.replication.ReplicaMessage.Appended;
import io.starling.node.replication.ReplicaMessage.Barrier;
import io.starling.node.replication.ReplicaMessage.BarrierReached;
import io.starling.node.replication.ReplicaMessage.CopySummary;
import io.starling.node.replication.ReplicaMessage.Departing;
import io.starling.node.replication.ReplicaMessage.DepartureNoted;
import io.starling.node.replication.ReplicaMessage.Gather;
import io.starling.node.replication.ReplicaMessage.LearnerReport;
import io.starling.node.replication.ReplicaMessage.NowOpen;
import io.starling.node.replication.ReplicaMessage.Release;
import io.starling.node.replication.ReplicaMessage.Stage;
import io.starling.node.replication.ReplicaMessage.Sync;
import io.starling.node.replication.ReplicaMessage.VersionsTold;
import io.starling.node.replication.ReplicaMessage.VersionsWanted;
import io.starling.node.routing.SegmentRequest;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.id.NodeId;
import io.starling.storage.segment.StoreFullException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member that is not the primary, a learner, or a node that only knows the configuration.
 *
 * <p>It holds what the primary sends, says what it holds, and is made equal. When the lease that it
 * gave has run out and the primary does not renew it, it proposes itself, after a wait that differs
 * from member to member (ARCHITECTURE.md 3.6).
 */
final class Follower implements Role {
  private final Replica replica;
  private final ReplicaContext context;
  private final Configuration configuration;
  private final FollowerSync sync;
  private final LearnerCopy learner;
  private final long takeOverDelayNanos;
  private final long newPrimaryUntilNanos;
  private boolean takingOver;
  private long tookOverAtNanos;
  private long tellAtNanos;
  private boolean owesSummary;
  private @Nullable ConfirmedReads reads;
  private final @Nullable Departure departure;

  /**
   * @param departs whether the node was a member, and is none
   */
  Follower(Replica replica, ReplicaContext context, boolean departs) {
    this.replica = replica;
    this.context = context;
    this.configuration = replica.configuration();
    this.sync = new FollowerSync(replica, context);
    this.learner = new LearnerCopy(replica, context);
    this.departure = departs ? new Departure(context, configuration) : null;
    this.tellAtNanos = context.nanos();
    this.newPrimaryUntilNanos = context.nanos() + context.settings().lease().grantedNanos();
    long step = context.settings().rankStep().toNanos();
    this.takeOverDelayNanos = rank() * step + context.random().nextLong(step + 1);
  }

  /**
   * How many members come before this one; another order for each segment, so that load spreads.
   */
  private int rank() {
    List<NodeId> others = configuration.othersThan(configuration.primary());
    return Math.max(
        0, Rendezvous.ranked(configuration.segment(), others, NodeId::low).indexOf(context.self()));
  }

  @Override
  public void receive(NodeId from, ReplicaMessage message) {
    boolean fromPrimary = from.equals(configuration.primary());
    if (fromPrimary && !(message instanceof NowOpen)) {
      learner.wanted();
    }
    switch (message) {
      case Append append when fromPrimary -> append(from, append);
      case Gather gather when fromPrimary -> summarise();
      case Sync step -> sync.receive(from, step.step());
      case Barrier barrier when fromPrimary -> barrier(from, barrier);
      case Stage stage when fromPrimary && !replica.isMember() -> learner.stage(stage);
      case Release release when fromPrimary && !replica.isMember() -> learner.release(release);
      case NowOpen open when fromPrimary ->
          context.output().happened(new ReplicaEvent.SuccessorOpened(open.segment(), open.epoch()));
      case NowOpen strayed -> {}
      case DepartureNoted noted -> {
        if (departure != null) {
          departure.noted(from);
        }
      }
      case Departing answered -> {}
      case VersionsTold told when fromPrimary -> told(told);
      case VersionsTold strayed -> {}
      case VersionsWanted wanted -> Confirmations.refuseAll(replica, context, from, wanted);
      case Append strayed -> {}
      case Gather strayed -> {}
      case Barrier strayed -> {}
      case Stage strayed -> {}
      case Release strayed -> {}
      case LearnerReport strayed -> {}
      case Appended strayed -> {}
      case AppendRefused strayed -> {}
      case CopySummary strayed -> {}
      case BarrierReached strayed -> {}
      case ReplicaMessage.ConfigurationWanted answered -> {}
    }
  }

  /**
   * Takes a read that is to be answered from the own copy, on the primary's word.
   *
   * @return false if it cannot be; the receiver then hears nothing
   */
  boolean read(SegmentRequest request, ReadReceiver receiver) {
    boolean mayAnswer =
        isSound()
            && replica.copy() != null
            && !replica.isWedged()
            && !replica.repair().isNeeded()
            && !configuration.primary().equals(context.self());
    if (!mayAnswer) {
      return false;
    }
    ConfirmedReads taking = reads;
    if (taking == null) {
      taking = new ConfirmedReads(replica, context);
      reads = taking;
    }
    return taking.take(request, receiver);
  }

  private void told(VersionsTold answer) {
    ConfirmedReads waiting = reads;
    if (waiting != null) {
      waiting.told(answer);
    }
  }

  private void append(NodeId primary, Append append) {
    if (replica.isWedged() || !replica.isEpochDurable()) {
      return;
    }
    if (!replica.isMember() && replica.copy() == null) {
      learner.report();
      return;
    }
    replica.demand().appended(append.write());
    int segment = append.segment();
    long epoch = append.epoch();
    long sequence = append.write().version().sequence();
    if (lacksMemoryFor(append.write())) {
      context.output().send(primary, new AppendRefused(segment, epoch, sequence, Shortage.MEMORY));
      return;
    }
    try {
      SegmentCopy copy = replica.openCopy();
      long bytesBefore = copy.usedBytes();
      boolean isNews = append.write().version().isAfter(sync.equalThrough());
      long position = isNews ? copy.apply(append.write()) : copy.lastPosition();
      if (replica.isMember()) {
        context.room().changed(copy.usedBytes() - bytesBefore);
      }
      boolean counts = isSound();
      context
          .output()
          .whenAcknowledgeable(
              position,
              () -> context.output().send(primary, new Appended(segment, epoch, sequence, counts)));
    } catch (StoreFullException | OutcomeUnknownException full) {
      context.output().send(primary, new AppendRefused(segment, epoch, sequence, Shortage.DISK));
    }
  }

  /** Whether the copy is known to lack nothing that this node has acknowledged. */
  private boolean isSound() {
    return !replica.marks().suspect() && (replica.isMember() || replica.isEqualLearner());
  }

  /** What is in the reserve has its room already. */
  private boolean lacksMemoryFor(Write write) {
    return replica.isMember()
        && write instanceof Write.Put put
        && put.setsValue()
        && !context.room().hasRoomForBackup();
  }

  /**
   * The primary opens this epoch, or wants a sign of life: from here on nothing of an older epoch
   * is taken, not even after a crash, so it waits until the epoch is on disk. What no member says
   * counts in nothing. Also said unasked to a primary that takes for equal what has become suspect.
   */
  void summarise() {
    if (replica.isWedged()) {
      return;
    }
    owesSummary = !replica.isEpochDurable();
    if (owesSummary) {
      return;
    }
    SegmentCopy copy = replica.copy();
    CopyMarks marks = replica.marks();
    context
        .output()
        .send(
            configuration.primary(),
            new CopySummary(
                configuration.segment(),
                configuration.epoch(),
                marks.base(),
                marks.suspect(),
                copy == null ? Version.ZERO : copy.floor(),
                copy == null ? 0 : copy.root()));
  }

  /** The epoch is on disk: what was held back until then can be said. */
  void epochBecameDurable() {
    if (owesSummary) {
      summarise();
    }
  }

  /** A suspect copy does not know what it has lost: it says nothing until it is made equal. */
  private void barrier(NodeId primary, Barrier barrier) {
    if (!isSound()) {
      return;
    }
    BarrierReached reached =
        new BarrierReached(barrier.segment(), barrier.epoch(), barrier.sequence());
    context.output().whenLogDurable(() -> context.output().send(primary, reached));
  }

  @Override
  public void copyChanged() {
    sync.end();
  }

  /** Asks to be made equal, again and again: nobody else knows what is missing here. */
  private void tellIfSuspect() {
    boolean asks = replica.marks().suspect() && replica.copy() != null;
    if (asks && !replica.repair().isNeeded() && context.nanos() - tellAtNanos >= 0) {
      tellAtNanos = context.nanos() + context.settings().resendAfter().toNanos();
      summarise();
    }
  }

  @Override
  public void tick() {
    sync.tick();
    ConfirmedReads waiting = reads;
    if (waiting != null) {
      waiting.tick();
    }
    tellIfSuspect();
    if (departure != null) {
      departure.tick();
    }
    if (!replica.isMember()) {
      learner.tick();
    } else if (!replica.isWedged() && isTimeToTakeOver()) {
      takeOver();
    }
  }

  /** Whether those who follow are not known yet to know that this node is no member any more. */
  boolean isDeparting() {
    return departure != null && !departure.isOver();
  }

  private boolean isTimeToTakeOver() {
    long now = context.nanos();
    if (context.isStandingBack() || replica.copy() == null) {
      return false;
    }
    if (configuration.primary().equals(context.self())) {
      return isFit() || now - context.startedAtNanos() > patienceNanos();
    }
    long silentFor =
        Math.min(
            now - context.granted().lentUntilNanos(configuration.segment()),
            now - newPrimaryUntilNanos);
    // To a node that has just started, those who serve have yet to find the way.
    silentFor = Math.min(silentFor, now - context.startedAtNanos() - patienceNanos());
    return silentFor > takeOverDelayNanos + (isFit() ? 0 : patienceNanos());
  }

  private boolean isFit() {
    return !replica.marks().suspect();
  }

  /**
   * A suspect copy leaves the role to others, but not for ever: if all are suspect somebody must
   * gather them.
   */
  private long patienceNanos() {
    return 4 * context.settings().lease().grantedNanos();
  }

  private void takeOver() {
    long now = context.nanos();
    if (takingOver && now - tookOverAtNanos < patienceNanos()) {
      return;
    }
    takingOver = true;
    tookOverAtNanos = now;
    context
        .output()
        .happened(
            new ReplicaEvent.TakingOver(
                configuration.segment(), configuration.epoch(), configuration.primary()));
    replica.chain().propose(configuration.withPrimary(context.self()), now);
  }

  @Override
  public void end(String reason) {
    sync.end();
    ConfirmedReads waiting = reads;
    if (waiting != null) {
      waiting.end();
    }
  }
}
