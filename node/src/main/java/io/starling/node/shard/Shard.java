package io.starling.node.shard;

import io.starling.gossip.agreement.AgreementMessage;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.lease.GrantedLeases;
import io.starling.node.lease.LearnedLists;
import io.starling.node.lease.LeaseMessage;
import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.lease.LeaseMessage.LeaseRenewal;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.ListUnknown;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import io.starling.node.lease.LeaseRequests;
import io.starling.node.load.RoundTrips;
import io.starling.node.replication.Aim;
import io.starling.node.replication.CopyComparison;
import io.starling.node.replication.Evaluation;
import io.starling.node.replication.Now;
import io.starling.node.replication.ReadReceiver;
import io.starling.node.replication.Replica;
import io.starling.node.replication.ReplicaContext;
import io.starling.node.replication.ReplicaEvent;
import io.starling.node.replication.ReplicaMessage;
import io.starling.node.replication.ReplicaSettings;
import io.starling.node.replication.SegmentRecord;
import io.starling.node.room.LoopRoom;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import io.starling.storage.entry.Key;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The segments of one loop. Every input begins a step with its own {@link Now}.
 *
 * <p>A node with {@code loopCount} loops keeps segment {@code s} on loop {@code s mod loopCount};
 * the other nodes need not have as many.
 */
public final class Shard {
  /** Longest time between two ticks that does not make a loop distrust its own view. */
  private static final int TICKS_LATE_DIVISOR = 3;

  private final LoopPlace place;
  private final ReplicaContext context;
  private final ShardOutput output;
  private final LeaseRequests leaseRequests;
  private final LearnedLists learnedLists = new LearnedLists();
  private final RoundTrips roundTrips = new RoundTrips();
  private final ReplicaTable replicas = new ReplicaTable();
  private final long renewalNanos;
  private long renewAtNanos;
  private long tickedAtNanos;

  /**
   * Which of a node's loops this is.
   *
   * @param loop 0 to {@code loopCount - 1}
   * @param mayHaveGranted whether an earlier process of this node may have lent leases that still
   *     run
   */
  public record LoopPlace(NodeId self, int loop, int loopCount, boolean mayHaveGranted) {}

  public Shard(
      LoopPlace place,
      ReplicaSettings settings,
      ShardOutput output,
      RandomGenerator random,
      LoopRoom room,
      Now now) {
    this.place = place;
    this.output = output;
    GrantedLeases granted =
        new GrantedLeases(settings.lease(), place.mayHaveGranted(), now.monotonicNanos());
    this.context = new ReplicaContext(place.self(), settings, output, random, room, granted, now);
    this.leaseRequests =
        new LeaseRequests(settings.lease(), random.nextLong(), place.loop(), place.loopCount());
    this.renewalNanos = settings.lease().renewal().toNanos();
    this.renewAtNanos = now.monotonicNanos();
    this.tickedAtNanos = now.monotonicNanos();
  }

  /** Adds a segment with what is durably known of it; before {@link #start}. */
  public void add(SegmentRecord record, boolean hasCopy) {
    replicas.add(new Replica(context, record, hasCopy));
  }

  /** Called once, when all known segments were added. */
  public void start(Now now) {
    context.step(now);
    replicas.all().forEach(Replica::start);
  }

  /** Takes a message about a chain of configurations. */
  public void receive(NodeId from, AgreementMessage message, Now now) {
    begin(from, now);
    Replica replica = replicas.get(message.segment());
    if (replica != null) {
      replica.receive(from, message);
    } else if (message instanceof AgreementMessage.Decided decided) {
      learn(decided.configuration(), now);
    }
  }

  /** Takes a message of another replica. */
  public void receive(NodeId from, ReplicaMessage message, Now now) {
    begin(from, now);
    Replica replica = replicas.get(message.segment());
    if (replica != null) {
      replica.receive(from, message);
    } else {
      output.send(from, new ReplicaMessage.ConfigurationWanted(message.segment(), message.epoch()));
    }
  }

  /** Takes a heartbeat or its answer. */
  public void receive(NodeId from, LeaseMessage message, Now now) {
    begin(from, now);
    switch (message) {
      case LeaseRequest request -> {
        learnedLists.learn(from, request);
        lend(from, request.nonce(), request.asked());
      }
      case LeaseRenewal renewal -> renew(from, renewal);
      case LeaseAnswer answer -> lent(from, answer);
      case ListUnknown unknown -> {
        if (leaseRequests.unknownTo(from, unknown.nonce())) {
          renewAtNanos = now.monotonicNanos();
        }
      }
    }
  }

  private void renew(NodeId asker, LeaseRenewal renewal) {
    List<SegmentEpoch> asked = learnedLists.find(asker, renewal);
    if (asked == null) {
      output.send(asker, new ListUnknown(renewal.nonce()));
    } else {
      lend(asker, renewal.nonce(), asked);
    }
  }

  private void lent(NodeId lender, LeaseAnswer answer) {
    leaseRequests
        .tookNanos(lender, answer, context.now().monotonicNanos())
        .ifPresent(nanos -> roundTrips.took(lender, nanos));
    leaseRequests.answered(
        lender,
        answer,
        (segment, epoch, untilNanos) -> {
          Replica replica = replicas.get(segment);
          if (replica != null) {
            replica.lentBy(lender, epoch, untilNanos);
          }
        });
  }

  /** The connection to a node broke. */
  public void disconnected(NodeId peer, Now now) {
    context.step(now);
    context.peers().lost(peer);
    leaseRequests.disconnected(peer);
    roundTrips.forget(peer);
    learnedLists.forget(peer);
    replicas.all().forEach(replica -> replica.disconnected(peer));
  }

  private void begin(NodeId from, Now now) {
    context.step(now);
    context.peers().heard(from, now.monotonicNanos());
  }

  private void lend(NodeId asker, long nonce, List<SegmentEpoch> list) {
    List<Integer> refused = new ArrayList<>();
    boolean concerned = false;
    for (SegmentEpoch asked : list) {
      if (asked.segment() % place.loopCount() == place.loop()) {
        concerned = true;
        Replica replica = replicas.get(asked.segment());
        if (replica == null || !replica.lend(asker, asked.epoch())) {
          refused.add(asked.segment());
        }
      }
    }
    if (concerned) {
      output.send(asker, new LeaseAnswer(nonce, place.loop(), place.loopCount(), refused));
    }
  }

  /** Takes a configuration that came by gossip. */
  public void learn(Configuration decided, Now now) {
    context.step(now);
    Replica replica = replicas.get(decided.segment());
    if (replica != null) {
      replica.learn(decided);
    } else {
      replicas.add(Replica.learned(context, decided));
      output.happened(new ReplicaEvent.Adopted(decided));
    }
  }

  /** Evaluates a request, or says why not and where to go. */
  public Evaluation submit(SegmentRequest request, ReplyReceiver reply, Now now) {
    context.step(now);
    Replica replica = replicas.get(request.segment());
    return replica == null
        ? new Evaluation.NotServed(Evaluation.Reason.NO_COPY, null)
        : replica.submit(request, reply);
  }

  /**
   * Takes a read that this node is to answer from its own copy, on the primary's word; asked about
   * at {@link #endTurn}.
   *
   * @return false if it cannot; the receiver then hears nothing
   */
  public boolean readConfirmed(SegmentRequest request, ReadReceiver receiver, Now now) {
    context.step(now);
    Replica replica = replicas.get(request.segment());
    return replica != null && replica.readConfirmed(request, receiver);
  }

  /** The turn of the loop ends: what reads were taken in it is asked, many in a message. */
  public void endTurn(Now now) {
    context.step(now);
    context.endTurn();
  }

  /**
   * An operator gives up a node that never returns.
   *
   * @param segment the only one that it is given up for; empty for all
   */
  public void acceptLoss(NodeId node, OptionalInt segment) {
    context.acceptLoss(node, segment);
  }

  /** A scan has passed over a damaged entry. */
  public void foundDamaged(int segment, Key key) {
    Replica replica = replicas.get(segment);
    if (replica != null) {
      replica.foundDamaged(key);
    }
  }

  /**
   * Compares all copies of a segment, if its open primary is here: see {@link CopyComparison}.
   *
   * @return how many copies the listener hears of; empty if the primary is not here
   */
  public OptionalInt compareCopies(int segment, CopyComparison.Listener listener, Now now) {
    context.step(now);
    Replica replica = replicas.get(segment);
    return replica == null ? OptionalInt.empty() : CopyComparison.begin(replica, listener);
  }

  /** Where segments should be; their serving primaries work towards it. */
  public void aimAt(SortedMap<Integer, Aim> aims, Now now) {
    context.step(now);
    aims.forEach(
        (segment, aim) -> {
          Replica replica = replicas.get(segment);
          if (replica != null) {
            replica.aimAt(aim);
          }
        });
  }

  /** From now on this loop ships no more than so much for copies on their way; infinite: any. */
  public void limitMoves(double bytesPerSecond, Now now) {
    context.step(now);
    context.limitMoves(bytesPerSecond);
  }

  /** Copies of these segments, and of no others, may come to this node. */
  public void admit(SortedSet<Integer> segments) {
    context.admit(segments);
  }

  /** Lets time pass; to be called every few milliseconds, a small part of a lease. */
  public void tick(Now now) {
    context.step(now);
    long late = now.monotonicNanos() - tickedAtNanos;
    tickedAtNanos = now.monotonicNanos();
    if (late > context.settings().lease().grantedNanos() / TICKS_LATE_DIVISOR) {
      context.standBack();
    }
    try {
      context.tick(replicas.all());
    } finally {
      if (context.takeLeaseWanted() || now.monotonicNanos() - renewAtNanos >= 0) {
        renewAtNanos = now.monotonicNanos() + renewalNanos;
        renewLeases(now);
      }
    }
  }

  private void renewLeases(Now now) {
    TreeMap<NodeId, List<SegmentEpoch>> askedByPeer = new TreeMap<>();
    for (Replica replica : replicas.all()) {
      SegmentEpoch asked = new SegmentEpoch(replica.segment(), replica.configuration().epoch());
      for (NodeId lender : replica.lendersToAsk()) {
        askedByPeer.computeIfAbsent(lender, unused -> new ArrayList<>()).add(asked);
      }
    }
    askedByPeer.forEach(
        (peer, asked) ->
            leaseRequests
                .ask(peer, asked, now.monotonicNanos())
                .forEach(message -> output.send(peer, message)));
  }

  /** The replicas of this loop, by segment. */
  public Collection<Replica> replicas() {
    return replicas.all();
  }

  /** How long the other nodes take to answer a heartbeat. */
  public SortedMap<NodeId, Long> roundTripNanos() {
    return roundTrips.nanos();
  }

  /** The replica of a segment; null if nothing is known of the segment. */
  public @Nullable Replica replica(int segment) {
    return replicas.get(segment);
  }
}
