package io.starling.node.replication;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.node.lease.GrantedLeases;
import io.starling.node.room.LoopRoom;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * What all replicas of one loop share: who they are, their settings and outlets, and the time of
 * the present step.
 */
public final class ReplicaContext {
  private static final Comparator<Replica> MOST_URGENT_FIRST =
      Comparator.comparing(Replica::isOpening)
          .thenComparingLong(Replica::recentOperations)
          .reversed();

  /** Of what a synchronisation waits for: each end may hold a message back for that long. */
  private static final int HELD_PART = 5;

  private final NodeId self;
  private final ReplicaSettings settings;
  private final ReplicaOutput output;
  private final RandomGenerator random;
  private final GrantedLeases granted;
  private final PeerLiveness peers;
  private final LoopRoom room;
  private final AcceptedLosses losses = new AcceptedLosses();
  private final Eviction eviction;
  private final Scrub scrub;
  private final SyncPermits permits;
  private final HandoverTurns handovers;
  private final MoveBudget moveBudget;
  private final long startedAtNanos;
  private Now now;
  private long standBackUntilNanos;
  private SortedSet<Integer> admitted = Collections.emptySortedSet();
  private boolean leaseWanted;
  private long nextId;
  private List<ConfirmedReads> toAsk = new ArrayList<>();

  public ReplicaContext(
      NodeId self,
      ReplicaSettings settings,
      ReplicaOutput output,
      RandomGenerator random,
      LoopRoom room,
      GrantedLeases granted,
      Now start) {
    this.self = self;
    this.settings = settings;
    this.output = output;
    this.random = random;
    this.room = room;
    this.eviction = new Eviction(room, random);
    this.scrub = new Scrub(settings.audit(), start.monotonicNanos());
    this.granted = granted;
    this.now = start;
    this.nextId = random.nextLong();
    this.startedAtNanos = start.monotonicNanos();
    this.standBackUntilNanos = start.monotonicNanos();
    this.peers = new PeerLiveness(2 * settings.lease().grantedNanos());
    this.permits = new SyncPermits(settings.syncsMax());
    this.moveBudget =
        new MoveBudget(settings.sync().waitNanos() / HELD_PART, start.monotonicNanos());
    this.handovers = new HandoverTurns(settings.handovers(), settings.sealMax().toNanos());
  }

  /** Begins a step: this is the time for all that happens in it. */
  public void step(Now time) {
    now = time;
  }

  /**
   * This loop was late: what looks like the silence of others may be its own; take over nothing
   * yet.
   */
  public void standBack() {
    standBackUntilNanos = now.monotonicNanos() + settings.lease().grantedNanos();
  }

  /** Whether a replica wants its leases sooner than at the next renewal; asking forgets it. */
  public boolean takeLeaseWanted() {
    boolean wanted = leaseWanted;
    leaseWanted = false;
    return wanted;
  }

  /** When this loop last heard from whom. */
  public PeerLiveness peers() {
    return peers;
  }

  /** What this loop has lent. */
  public GrantedLeases granted() {
    return granted;
  }

  public NodeId self() {
    return self;
  }

  public ReplicaSettings settings() {
    return settings;
  }

  ReplicaOutput output() {
    return output;
  }

  RandomGenerator random() {
    return random;
  }

  /** The nodes that an operator has given up. */
  AcceptedLosses losses() {
    return losses;
  }

  /**
   * An operator gives up a node that never returns.
   *
   * @param segment the only one that it is given up for; empty for all
   */
  public void acceptLoss(NodeId node, OptionalInt segment) {
    losses.accept(node, segment);
  }

  /** From now on copies of these segments, and of no others, may come to this node. */
  public void admit(SortedSet<Integer> segments) {
    admitted = Collections.unmodifiableSortedSet(new TreeSet<>(segments));
  }

  /** Whether there is room for a copy of a segment of which this node is no member. */
  boolean admits(int segment) {
    return admitted.contains(segment);
  }

  LoopRoom room() {
    return room;
  }

  /** Keeps what this loop's primaries hold within the limit of the node. */
  Eviction eviction() {
    return eviction;
  }

  /**
   * Lets time pass for all replicas of this loop. If some wait for permits, those that are to be
   * opened come first, the hottest before the others. A bug in one replica does not keep the others
   * from theirs; it is thrown when all had their turn.
   *
   * @param replicas in the order of their segments
   */
  public void tick(Collection<Replica> replicas) {
    moveBudget.tick(nanos());
    boolean someWait = permits.beginRound();
    Collection<Replica> inOrder =
        someWait ? replicas.stream().sorted(MOST_URGENT_FIRST).toList() : replicas;
    RuntimeException bug = null;
    for (Replica replica : inOrder) {
      try {
        replica.tick();
      } catch (RuntimeException thrown) {
        bug = bug == null ? thrown : bug;
      }
    }
    permits.endRound();
    maintain(replicas);
    if (bug != null) {
      throw bug;
    }
  }

  /**
   * Measures what the copies of this loop take, brings it back within the limit, and rereads a part
   * of them.
   */
  private void maintain(Collection<Replica> replicas) {
    long usedBytes = 0;
    long reserveBytes = 0;
    for (Replica replica : replicas) {
      SegmentCopy copy = replica.copy();
      if (copy != null && replica.isMember()) {
        usedBytes += copy.usedBytes();
      } else if (copy != null) {
        reserveBytes += copy.usedBytes();
      }
    }
    room.measured(usedBytes, reserveBytes);
    handovers.outOf(replicas.size());
    eviction.tick(replicas, nanos());
    scrub.tick(replicas, nanos());
  }

  SyncPermits permits() {
    return permits;
  }

  /** What this loop may ship for copies on their way. */
  MoveBudget moveBudget() {
    return moveBudget;
  }

  /** From now on this loop ships no more than so much for copies on their way; infinite: any. */
  public void limitMoves(double bytesPerSecond) {
    moveBudget.limit(bytesPerSecond, nanos());
  }

  /** Bytes of frames that this loop has shipped for copies on their way, in and out. */
  public long movedBytes() {
    return moveBudget.spentBytes();
  }

  HandoverTurns handovers() {
    return handovers;
  }

  /** The time of the present step. */
  public Now now() {
    return now;
  }

  long nanos() {
    return now.monotonicNanos();
  }

  /** When this loop began. */
  long startedAtNanos() {
    return startedAtNanos;
  }

  boolean isStandingBack() {
    return nanos() - standBackUntilNanos < 0;
  }

  /**
   * A number that names a synchronisation or a question; never given twice by this process, nor, as
   * good as certainly, by another one.
   */
  long nextId() {
    return nextId++;
  }

  /** Somebody has questions for a primary, to be asked when this turn of the loop ends. */
  void asksAtEndOfTurn(ConfirmedReads reads) {
    toAsk.add(reads);
  }

  /** The turn of the loop ends: what was taken in it is asked. */
  public void endTurn() {
    List<ConfirmedReads> asking = toAsk;
    toAsk = new ArrayList<>();
    asking.forEach(ConfirmedReads::ask);
  }

  void wantLease() {
    leaseWanted = true;
  }
}
