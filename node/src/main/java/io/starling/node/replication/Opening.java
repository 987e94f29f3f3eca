package io.starling.node.replication;

import io.starling.antientropy.sync.SyncChannel;
import io.starling.antientropy.sync.SyncMessage;
import io.starling.antientropy.sync.SyncMode;
import io.starling.antientropy.sync.SyncOutcome;
import io.starling.antientropy.sync.SyncOutput;
import io.starling.antientropy.sync.TargetSession;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.replication.ReplicaMessage.CopySummary;
import io.starling.node.replication.ReplicaMessage.Gather;
import io.starling.node.replication.ReplicaMessage.Sync;
import io.starling.node.replication.ReplicaMessage.VersionsWanted;
import io.starling.storage.id.NodeId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A new primary before it serves: it gathers the copies of a majority and merges them into its own
 * (ARCHITECTURE.md 3.3, steps 1 and 2).
 *
 * <pre>
 * GATHERING -> PULLING:   a majority of unsuspected copies is known; or all members, if none exists,
 *                         but for those whose loss an operator accepts
 * PULLING   -> GATHERING: a while after a pull broke off, for it may be for want of room
 * PULLING   -> led:       the own copy is the merge of them all
 * </pre>
 *
 * Copies of the highest base are pulled first. After one of them the own copy counts as one of that
 * base: what it held of earlier epochs and the other does not know was never acknowledged.
 */
final class Opening implements Role {
  /** A member and what it said of its copy. */
  private record Held(NodeId member, CopySummary summary) {
    long base() {
      return summary.base();
    }
  }

  private final Replica replica;
  private final ReplicaContext context;
  private final Configuration configuration;
  private final TreeMap<NodeId, CopySummary> summaries = new TreeMap<>();
  private final Deque<Held> toPull = new ArrayDeque<>();
  private boolean gathering = true;
  private boolean brokenOff;
  private long gatherAtNanos;
  private long highestBase;
  private long ownBase;
  private @Nullable TargetSession pull;
  private @Nullable NodeId pulledFrom;

  Opening(Replica replica, ReplicaContext context) {
    this.replica = replica;
    this.context = context;
    this.configuration = replica.configuration();
    this.gatherAtNanos = context.nanos();
    context.wantLease();
  }

  /**
   * The members whose lease it wants already, lest they take over while it merges. None if it finds
   * no majority, or no room for the merge: another member may find them.
   */
  @Override
  public List<NodeId> lendersToAsk() {
    long patience = 4 * context.settings().lease().grantedNanos();
    boolean hopeless =
        (gathering || brokenOff) && context.nanos() - replica.adoptedAtNanos() > patience;
    return hopeless || replica.isWedged() ? List.of() : configuration.othersThan(context.self());
  }

  @Override
  public void tick() {
    if (replica.isWedged()) {
      return;
    }
    if (brokenOff) {
      gatherAgainIfDue();
    } else if (gathering) {
      askMembers();
      mergeIfEnough();
    } else {
      TargetSession session = pull;
      if (session != null) {
        session.tick(context.nanos());
      } else {
        pullNext();
      }
    }
  }

  private void gatherAgainIfDue() {
    if (context.nanos() - gatherAtNanos >= 0) {
      replica.gatherAgain();
    }
  }

  private void askMembers() {
    if (context.nanos() - gatherAtNanos < 0) {
      return;
    }
    gatherAtNanos = context.nanos() + context.settings().resendAfter().toNanos();
    for (NodeId member : configuration.othersThan(context.self())) {
      if (!summaries.containsKey(member)) {
        context.output().send(member, new Gather(configuration));
      }
    }
  }

  @Override
  public void receive(NodeId from, ReplicaMessage message) {
    if (replica.isWedged()) {
      return;
    }
    if (message instanceof CopySummary summary && configuration.hasMember(from)) {
      if (gathering) {
        summaries.put(from, summary);
        mergeIfEnough();
      }
    } else if (message instanceof Sync step
        && step.step() instanceof SyncMessage.ToTarget toTarget) {
      TargetSession session = pull;
      if (session != null) {
        session.received(toTarget, context.nanos());
      }
    } else if (message instanceof VersionsWanted wanted) {
      Confirmations.refuseAll(replica, context, from, wanted);
    }
  }

  private void mergeIfEnough() {
    boolean suspect = replica.marks().suspect();
    long unsuspected =
        summaries.values().stream().filter(summary -> !summary.suspect()).count()
            + (suspect ? 0 : 1);
    boolean all = configuration.othersThan(context.self()).stream().allMatch(this::isKnownOrLost);
    if (unsuspected >= configuration.majority()) {
      merge(/* suspectsCount= */ false);
    } else if (all) {
      merge(/* suspectsCount= */ true);
    }
  }

  private boolean isKnownOrLost(NodeId member) {
    return summaries.containsKey(member)
        || context.losses().isAccepted(member, configuration.segment());
  }

  /**
   * Settles whose copies are merged. If no majority is beyond suspicion every member's copy counts:
   * what was acknowledged is on at least one of them.
   */
  private void merge(boolean suspectsCount) {
    gathering = false;
    CopyMarks own = replica.marks();
    ownBase = own.suspect() && !suspectsCount ? 0 : own.base();
    List<Held> chosen =
        summaries.entrySet().stream()
            .map(entry -> new Held(entry.getKey(), entry.getValue()))
            .filter(held -> suspectsCount || !held.summary().suspect())
            .sorted(Comparator.comparingLong(Held::base).reversed())
            .toList();
    highestBase = ownBase;
    for (Held held : chosen) {
      highestBase = Math.max(highestBase, held.base());
    }
    toPull.addAll(chosen);
    pullNext();
  }

  private void pullNext() {
    while (!toPull.isEmpty() && isEqual(toPull.getFirst())) {
      ownBase = Math.max(ownBase, toPull.removeFirst().base());
    }
    if (toPull.isEmpty()) {
      replica.lead();
    } else if (context.permits().tryAcquire(toPull.getFirst().member())) {
      pull(toPull.removeFirst());
    }
  }

  private boolean isEqual(Held held) {
    return held.summary().root() == replica.ownCopy().root();
  }

  private void pull(Held held) {
    TargetSession session =
        TargetSession.pull(
            new SyncChannel(context.nextId(), context.settings().sync(), new Output(held)),
            replica.ownCopy(),
            new SyncMode.Merge(ownBase, held.base(), highestBase));
    pull = session;
    pulledFrom = held.member();
    session.start(context.nanos());
  }

  private void finished(Held held, SyncOutcome outcome) {
    pull = null;
    releasePermit();
    if (outcome instanceof SyncOutcome.Merged) {
      ownBase = Math.max(ownBase, held.base());
      pullNext();
    } else {
      brokenOff = true;
      gatherAtNanos = context.nanos() + context.settings().resendAfter().toNanos();
    }
  }

  private void releasePermit() {
    NodeId member = pulledFrom;
    if (member != null) {
      pulledFrom = null;
      context.permits().release(member);
    }
  }

  /** The connection to a node broke: what was under way with it is lost. */
  @Override
  public void copyChanged() {
    replica.gatherAgain();
  }

  @Override
  public void disconnected(NodeId peer) {
    TargetSession session = pull;
    if (session != null && peer.equals(pulledFrom)) {
      session.cancel();
    }
  }

  @Override
  public void end(String reason) {
    releasePermit();
    pull = null;
  }

  private final class Output implements SyncOutput {
    private final Held held;

    Output(Held held) {
      this.held = held;
    }

    @Override
    public void send(SyncMessage message) {
      context.output().send(held.member(), replica.carry(message));
    }

    @Override
    public void finished(SyncOutcome outcome) {
      Opening.this.finished(held, outcome);
    }
  }
}
