package io.starling.node.replication;

import io.starling.antientropy.sync.SourceCopy;
import io.starling.antientropy.sync.SourceSession;
import io.starling.antientropy.sync.SyncChannel;
import io.starling.antientropy.sync.SyncFailure;
import io.starling.antientropy.sync.SyncMessage;
import io.starling.antientropy.sync.SyncMessage.SyncFrame;
import io.starling.antientropy.sync.SyncMessage.SyncFrameReceived;
import io.starling.antientropy.sync.SyncOutcome;
import io.starling.antientropy.sync.SyncOutput;
import io.starling.antientropy.sync.SyncProgress;
import io.starling.node.replication.CopyComparison.Finding.Different;
import io.starling.node.replication.CopyComparison.Finding.Equal;
import io.starling.node.replication.CopyComparison.Finding.NotCompared;
import io.starling.node.replication.Recipient.State;
import io.starling.node.replication.ReplicaMessage.Gather;
import io.starling.storage.entry.Version;
import io.starling.storage.id.NodeId;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the copies of all recipients equal to the primary's own, one session for each that is
 * behind, as far as the permits of the loop reach (ARCHITECTURE.md 3.7).
 */
final class LeaderSync {
  private final Replica replica;
  private final ReplicaContext context;
  private final Recipients recipients;
  private final PendingWrites pending;
  private final Supplier<Version> marker;
  private final TreeMap<NodeId, SourceSession> sessions = new TreeMap<>();
  private final TreeMap<NodeId, Long> tryAgainNanos = new TreeMap<>();
  private final TreeMap<NodeId, Shipment> shipments = new TreeMap<>();
  private final TreeMap<NodeId, CopyComparison.Listener> listeners = new TreeMap<>();

  /** Learners that have said nothing since they were offered the copy. */
  private final TreeSet<NodeId> unanswered = new TreeSet<>();

  private long compareAtNanos;

  /**
   * @param marker the version of the last write that was applied to the own copy
   */
  LeaderSync(
      Replica replica,
      ReplicaContext context,
      Recipients recipients,
      PendingWrites pending,
      Supplier<Version> marker) {
    this.replica = replica;
    this.context = context;
    this.recipients = recipients;
    this.pending = pending;
    this.marker = marker;
    this.compareAtNanos = context.nanos() + context.random().nextLong(compareInterval());
  }

  void tick() {
    if (!sessions.isEmpty()) {
      sessions.values().stream().toList().forEach(session -> session.tick(context.nanos()));
    }
    for (Recipient recipient : recipients.all()) {
      Long notBefore = tryAgainNanos.get(recipient.node());
      boolean due = notBefore == null || context.nanos() - notBefore >= 0;
      if (recipient.state() != State.SYNCING && due) {
        approach(recipient);
      }
    }
    compareIfDue();
  }

  /**
   * Offers the root to those in sync as well: what their disks have lost shows, and is made good.
   */
  private void compareIfDue() {
    if (context.nanos() - compareAtNanos < 0) {
      return;
    }
    compareAtNanos = context.nanos() + compareInterval();
    for (Recipient recipient : recipients.all()) {
      if (mayCompare(recipient)) {
        offer(recipient);
      }
    }
  }

  /** Takes a permit if so. */
  private boolean mayCompare(Recipient recipient) {
    boolean idle = recipient.isInSync() && !sessions.containsKey(recipient.node());
    return idle && context.permits().tryAcquire(recipient.node());
  }

  /** Compares with every recipient now, and tells what came of it; how many there are. */
  int compare(CopyComparison.Listener listener) {
    for (Recipient recipient : recipients.all()) {
      if (mayCompare(recipient)) {
        listeners.put(recipient.node(), listener);
        offer(recipient);
      } else {
        String why = recipient.isInSync() ? "others are being compared" : "it is not in sync";
        listener.compared(recipient.node(), new NotCompared(why));
      }
    }
    return recipients.all().size();
  }

  private long compareInterval() {
    return context.settings().audit().compareInterval().toNanos();
  }

  /**
   * One that has been silent is asked for a sign of life first; any answer will do. So is a learner
   * that is in sync: without writes nothing else makes it speak, and who is silent takes over
   * nothing.
   */
  private void approach(Recipient recipient) {
    if (!recipient.knowsEpoch()
        || !context.peers().isReachable(recipient.node(), context.nanos())) {
      context.output().send(recipient.node(), new Gather(replica.configuration()));
      pause(recipient);
    } else if (recipient.state() == State.BEHIND
        && (!recipient.isLearner() || context.moveBudget().mayBegin())
        && context.permits().tryAcquire(recipient.node())) {
      start(recipient);
    }
  }

  /** A sign of life has come: no need to wait any longer. */
  void answered(Recipient recipient) {
    tryAgainNanos.remove(recipient.node());
  }

  private void pause(Recipient recipient) {
    tryAgainNanos.put(
        recipient.node(), context.nanos() + context.settings().resendAfter().toNanos());
  }

  private void start(Recipient recipient) {
    if (recipient.isLearner() && unanswered.add(recipient.node())) {
      context.moveBudget().begun();
    }
    recipient.become(State.SYNCING);
    shipment(recipient.node()).begun();
    offer(recipient);
  }

  private void offer(Recipient recipient) {
    SourceSession session =
        SourceSession.push(
            new SyncChannel(context.nextId(), context.settings().sync(), new Output(recipient)),
            new SourceCopy(replica.ownCopy(), marker, pending::uncommittedBatch));
    sessions.put(recipient.node(), session);
    session.start(context.nanos());
  }

  void receive(Recipient recipient, SyncMessage message) {
    SourceSession session = sessions.get(recipient.node());
    if (session == null || !(message instanceof SyncMessage.ToSource toSource)) {
      return;
    }
    noteAnswer(recipient.node());
    if (recipient.isLearner() && toSource instanceof SyncFrameReceived) {
      context.moveBudget().goOn(() -> goOn(recipient, session, toSource), context.nanos());
    } else {
      session.received(toSource, context.nanos());
    }
  }

  private void noteAnswer(NodeId node) {
    if (unanswered.remove(node)) {
      context.moveBudget().answered();
    }
  }

  /** What was held back comes to nothing if another session has begun meanwhile. */
  private void goOn(Recipient recipient, SourceSession session, SyncMessage.ToSource message) {
    if (sessions.get(recipient.node()) == session) {
      replica.repair().watch(() -> session.received(message, context.nanos()));
    }
  }

  /** A recipient has missed something: it must be made equal again. */
  void fallBehind(Recipient recipient) {
    recipient.become(State.BEHIND);
    cancel(recipient.node(), "it did not take what was written meanwhile");
  }

  /**
   * A learner is one no more. If it is wanted again it begins anew, and nobody would end the old
   * session and give its permit back.
   */
  void letGo(Recipient learner) {
    cancel(learner.node(), "it is wanted no more");
    shipments.remove(learner.node());
  }

  /** The connection to a node broke: what was under way with it is lost. */
  void disconnected(NodeId peer) {
    cancel(peer, "the connection broke");
  }

  private void cancel(NodeId node, String why) {
    SourceSession session = sessions.get(node);
    if (session != null) {
      session.cancel();
      shipment(node).failed(why);
    }
  }

  private Shipment shipment(NodeId node) {
    return shipments.computeIfAbsent(node, unused -> new Shipment());
  }

  /** How far a learner has come. */
  MoveProgress.Newcomer progress(Recipient learner) {
    SourceSession session = sessions.get(learner.node());
    SyncProgress now = session == null ? SyncProgress.NONE : session.progress();
    Shipment shipment = shipment(learner.node());
    return new MoveProgress.Newcomer(
        learner.node(),
        learner.isInSync(),
        now.comparing(),
        learner.isInSync() ? 1 : now.part(),
        learner.isTracked() ? pending.owed(learner.slot()) : 0,
        Math.max(1, shipment.attempts()),
        shipment.lastError());
  }

  /** The epoch is over. */
  void end() {
    sessions.values().stream().toList().forEach(SourceSession::cancel);
  }

  private void finished(Recipient recipient, SyncOutcome outcome) {
    SourceSession session = sessions.remove(recipient.node());
    if (session != null) {
      shipment(recipient.node()).received(session.progress().bytesReceived());
    }
    tell(recipient.node(), session, outcome);
    context.permits().release(recipient.node());
    noteAnswer(recipient.node());
    if (outcome instanceof SyncOutcome.PeerEqual equal) {
      inSync(recipient, equal.marker());
    } else {
      recipient.become(State.BEHIND);
      pause(recipient);
    }
    if (outcome instanceof SyncOutcome.Failed failed) {
      shipment(recipient.node()).failed(failed.reason());
    }
    if (outcome.equals(new SyncOutcome.Failed(SyncFailure.SOURCE_DAMAGED))) {
      replica.repair().foundLeaf();
    }
  }

  private void tell(NodeId node, @Nullable SourceSession session, SyncOutcome outcome) {
    CopyComparison.Listener listener = listeners.remove(node);
    if (listener == null || session == null) {
      return;
    }
    OptionalInt leaves = session.firstDifference();
    if (leaves.isPresent()) {
      listener.compared(node, new Different(leaves.getAsInt()));
    } else if (outcome instanceof SyncOutcome.PeerEqual) {
      listener.compared(node, new Equal());
    } else {
      listener.compared(node, new NotCompared("the comparison broke off"));
    }
  }

  /** All that is part of the marker is held by the recipient, durably: as good as acknowledged. */
  private void inSync(Recipient recipient, Version through) {
    boolean caughtUp = !recipient.isInSync();
    recipient.become(State.IN_SYNC);
    if (through.epoch() == replica.configuration().epoch()) {
      pending.heldThrough(through.sequence(), recipient.slot(), !recipient.isLearner());
    }
    if (caughtUp) {
      context
          .output()
          .happened(
              new ReplicaEvent.CaughtUp(
                  replica.segment(),
                  replica.configuration().epoch(),
                  recipient.node(),
                  recipient.isLearner(),
                  shipment(recipient.node()).bytesReceived()));
    }
  }

  private final class Output implements SyncOutput {
    private final Recipient recipient;

    Output(Recipient recipient) {
      this.recipient = recipient;
    }

    @Override
    public void send(SyncMessage message) {
      if (recipient.isLearner() && message instanceof SyncFrame frame) {
        context.moveBudget().spend(frame.bytes().length, context.nanos());
      }
      context.output().send(recipient.node(), replica.carry(message));
    }

    @Override
    public void finished(SyncOutcome outcome) {
      LeaderSync.this.finished(recipient, outcome);
    }
  }
}
