package io.starling.chaos.simulation.cluster;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.forecast.shed.Placement;
import io.starling.forecast.shed.Policy;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.status.Endpoints;
import io.starling.gossip.status.Holdings;
import io.starling.gossip.status.Leave;
import io.starling.gossip.status.LoadReport;
import io.starling.gossip.status.MoveCause;
import io.starling.gossip.status.MovePhase;
import io.starling.gossip.status.MoveStatus;
import io.starling.gossip.status.MovesReport;
import io.starling.gossip.status.NodeReport;
import io.starling.gossip.status.Reserve;
import io.starling.gossip.status.StatusExchange;
import io.starling.gossip.status.StatusMessage;
import io.starling.node.balance.Balancer;
import io.starling.node.balance.DecisionLog;
import io.starling.node.balance.Peer;
import io.starling.node.cluster.KnownConfigurations;
import io.starling.node.cluster.Steering;
import io.starling.node.load.NodeLoad;
import io.starling.node.migration.MigrationMessage;
import io.starling.node.migration.MigrationMessage.Moved;
import io.starling.node.migration.MigrationMessage.ShedWanted;
import io.starling.node.migration.MigrationMessage.TakeBack;
import io.starling.node.migration.MoveEvent;
import io.starling.node.migration.MoveKind;
import io.starling.node.migration.MoveView;
import io.starling.node.migration.Mover;
import io.starling.node.migration.Standing;
import io.starling.node.migration.Wanted;
import io.starling.node.replication.Aim;
import io.starling.node.replication.Now;
import io.starling.node.replication.Replica;
import io.starling.node.replication.ReplicaEvent;
import io.starling.node.shard.Shard;
import io.starling.storage.id.NodeId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a node decides about where segments should be, and the moves that come of it: the rules of a
 * real node, told of simulated peers, clocks and loads.
 */
final class NodeControl {
  /** Moves of a process. */
  private static final long MOVES_MAX = 1L << 32;

  /** Runs to one report and one decision: about a second. */
  private static final int RUNS_TO_DECIDE = 5;

  private static final int STATUS_BYTES_MAX = 2048;
  private static final long RESERVE_BYTES_MAX = 5000;
  private static final long DISK_BYTES = 1L << 30;
  private static final Endpoints ENDPOINTS = new Endpoints("simulated", 1, 1, 1, 1, "");

  private final Machine machine;
  private final Surroundings surroundings;
  private final PeerView peers;
  private final Shard shard;
  private final KnownConfigurations configurations;
  private final Steering steering;
  private final StatusExchange statuses;
  private final Mover mover;
  private final @Nullable OwnLoad load;
  private final @Nullable Balancer balancer;
  private int traced;
  private SortedMap<Integer, Wanted> decided = Collections.emptySortedMap();
  private int runs;

  NodeControl(
      Machine machine,
      Surroundings surroundings,
      long incarnation,
      PeerView peers,
      Shard shard,
      RandomGenerator random) {
    RunCharacter character = surroundings.character();
    this.machine = machine;
    this.surroundings = surroundings;
    this.peers = peers;
    this.shard = shard;
    this.configurations =
        new KnownConfigurations(character.layout().segmentCount(), surroundings.queue()::nowNanos);
    this.steering =
        new Steering(
            machine.id(),
            RunCharacter.REPLICAS,
            character.grace(),
            configurations,
            () -> peers.members(nanos()),
            this::leaveOf,
            this::move);
    this.statuses =
        new StatusExchange(
            machine.id(),
            incarnation + 1,
            STATUS_BYTES_MAX,
            random,
            (to, message) -> send(to, new PeerMessage.Status(message)));
    this.mover =
        new Mover(
            machine.id(),
            surroundings.sabotage().migration(character.migration()),
            incarnation * MOVES_MAX,
            new MoverOutput());
    LoadCharacter loads = character.load();
    this.load = loads == null ? null : new OwnLoad(loads, machine.index(), nanos());
    this.balancer = loads == null ? null : balancer(loads.policy());
  }

  private Balancer balancer(Policy policy) {
    return new Balancer(
        machine.id(),
        RunCharacter.REPLICAS,
        surroundings.sabotage().policy(policy),
        (to, message) -> {
          if (message instanceof Moved moved && isForBalance(moved.segment())) {
            surroundings
                .witness()
                .moves()
                .balanced(
                    moved.segment(),
                    moved.epoch(),
                    surroundings.queue().nowNanos(),
                    policy.freeze().toNanos());
          }
          say(to, message);
        });
  }

  /** What fills a newcomer, or is taken back, goes as soon as it may. */
  private boolean isForBalance(int segment) {
    Wanted wanted = decided.get(segment);
    return wanted != null && wanted.kind() == MoveKind.BALANCE;
  }

  private void say(NodeId to, MigrationMessage message) {
    surroundings.witness().tally().said(message);
    send(to, new PeerMessage.Migration(message));
  }

  private void send(NodeId to, PeerMessage message) {
    surroundings.post().send(machine, to, message);
  }

  /** Works towards where segments should be; some times a second. */
  void run() {
    steering.leave(machine.leave());
    steering.run(nanos());
  }

  private void move(SortedMap<Integer, Placement<NodeId>> desired) {
    List<NodeId> live = peers.live(nanos());
    SortedMap<Integer, Wanted> wanted = structural(desired, live);
    boolean decides = runs++ % RUNS_TO_DECIDE == 0;
    if (decides) {
      tell(live);
    }
    if (balancer != null) {
      if (decides) {
        balancer.decide(around(), wanted, nanos(), now().wallMillis());
        traceDecisions(balancer.log().entries());
      }
      wanted = balancer.wanted(wanted);
      decided = wanted;
    }
    List<NodeId> stayers = live.stream().filter(this::stays).toList();
    mover.want(surroundings.wishes().over(wanted, stayers), stayers::contains);
    mover.tick(
        new Standing(machine.leave().isLeaving(), /* busy= */ false, RESERVE_BYTES_MAX, DISK_BYTES),
        nanos());
  }

  private void traceDecisions(List<DecisionLog.Entry> entries) {
    for (DecisionLog.Entry entry :
        entries.subList(Math.min(traced, entries.size()), entries.size())) {
      surroundings
          .witness()
          .trace()
          .note(
              surroundings.queue().nowNanos(),
              entry.segment(),
              () -> machine + ": " + entry.what());
    }
    traced = entries.size();
  }

  /**
   * A member that is there and leaves is replaced in its own time; one that is missing, at once.
   */
  private SortedMap<Integer, Wanted> structural(
      SortedMap<Integer, Placement<NodeId>> desired, List<NodeId> live) {
    TreeMap<Integer, Wanted> wanted = new TreeMap<>();
    for (Replica replica : shard.replicas()) {
      Placement<NodeId> placement = desired.get(replica.segment());
      if (placement != null) {
        boolean drains =
            replica.configuration().members().stream()
                .anyMatch(member -> live.contains(member) && !stays(member));
        SegmentCopy copy = replica.copy();
        wanted.put(
            replica.segment(),
            new Wanted(
                placement,
                drains ? MoveKind.DRAIN : MoveKind.FILL,
                copy == null ? 0 : copy.usedBytes()));
      }
    }
    return wanted;
  }

  private boolean stays(NodeId node) {
    return !leaveOf(node).isLeaving();
  }

  private Leave leaveOf(NodeId node) {
    return node.equals(machine.id())
        ? machine.leave()
        : statuses.status(node).map(status -> status.report().leave()).orElse(Leave.STAYS);
  }

  private void tell(List<NodeId> live) {
    NodeLoad measured = NodeLoad.UNKNOWN;
    if (load != null) {
      load.measure(shard, nanos());
      measured = load.load();
    }
    statuses.members(live);
    statuses.publish(
        nanos(),
        new NodeReport(
            ENDPOINTS,
            measured.utilisation(),
            0,
            new Holdings(
                (long) measured.used().memory(),
                0,
                configurations.primariesOf(machine.id()),
                machine.leave().isLeaving() ? copies() : configurations.copiesOf(machine.id()),
                0),
            machine.leave(),
            new LoadReport(
                measured.capacity(), measured.used(), measured.movable(), 0, millisOfDisk()),
            new Reserve(RESERVE_BYTES_MAX, mover.grantedBytes()),
            moves(),
            List.of()));
    statuses.tick();
  }

  /** What clients wait for most: moves are judged by it. */
  private float millisOfDisk() {
    return machine.disk().latencyMaxNanos() / 1e6f;
  }

  private MovesReport moves() {
    List<MoveStatus> first =
        mover.views().stream()
            .flatMap(move -> move.newcomers().stream().map(to -> status(move, to)))
            .limit(MovesReport.FIRST_MAX)
            .toList();
    return new MovesReport(first, mover.movesOut(), mover.onProbation(), 0, 0);
  }

  private MoveStatus status(MoveView move, NodeId to) {
    return new MoveStatus(
        move.segment(),
        machine.id(),
        to,
        move.wanted().kind() == MoveKind.BALANCE ? MoveCause.BALANCE : MoveCause.UNKNOWN,
        move.granted() ? MovePhase.LOADING : MovePhase.OFFERED,
        0,
        move.wanted().bytes(),
        0,
        0,
        move.attempt(),
        move.lastError());
  }

  private io.starling.node.balance.Surroundings around() {
    TreeMap<Integer, Configuration> known = new TreeMap<>();
    for (Replica replica : shard.replicas()) {
      known.put(replica.segment(), replica.configuration());
    }
    return new io.starling.node.balance.Surroundings(
        machine.id(),
        peers.live(nanos()).stream().map(node -> new Peer(node, "", stays(node))).toList(),
        statuses.statuses(),
        load == null ? NodeLoad.UNKNOWN : load.load(),
        known);
  }

  /** A message about moves comes in. */
  void receive(NodeId from, MigrationMessage message) {
    mover.receive(from, message, nanos());
  }

  /** What another node tells comes in. */
  void receive(NodeId from, StatusMessage message) {
    statuses.onMessage(nanos(), from, message);
  }

  /** A replica has adopted a configuration. */
  void adopted(Configuration decided) {
    configurations.learned(decided);
    mover
        .adopted(decided, nanos())
        .ifPresent(
            former -> {
              if (balancer != null) {
                balancer.adopted(former, decided, nanos(), now().wallMillis());
              }
            });
  }

  /** Begins what has had to wait for others, after a configuration was adopted. */
  void goOn() {
    mover.goOn(nanos());
  }

  /** A copy does not come to an end on its way to a node. */
  void lost(int segment, NodeId target) {
    mover.lost(segment, nanos());
    if (balancer != null) {
      balancer.lost(segment, target, now().wallMillis());
    }
  }

  /** A replica has found that the newcomer of its segment answers badly. */
  void rampFailed(ReplicaEvent.RampFailed failed) {
    mover.rampFailed(failed.segment(), failed.epoch(), failed.why(), nanos());
  }

  /** Segments that need this node; on one that leaves, what it has not yet got rid of. */
  int copies() {
    return (int) shard.replicas().stream().filter(Replica::isNeeded).count();
  }

  /** What goes on between this node and others because of moves. */
  Mover mover() {
    return mover;
  }

  private final class MoverOutput implements Mover.Output {
    @Override
    public void send(NodeId to, MigrationMessage message) {
      say(to, message);
    }

    @Override
    public void aim(SortedMap<Integer, Aim> aims) {
      shard.aimAt(aims, now());
    }

    @Override
    public void admit(SortedSet<Integer> segments) {
      shard.admit(segments);
    }

    @Override
    public void moved(Moved news) {
      if (balancer != null) {
        balancer.moved(news, now().wallMillis());
      }
    }

    @Override
    public void takeBack(TakeBack back) {
      if (balancer != null) {
        balancer.takeBack(back, around(), nanos(), now().wallMillis());
      }
    }

    @Override
    public void happened(MoveEvent event) {
      surroundings.witness().tally().happened(event);
    }

    @Override
    public void shedWanted(NodeId from, ShedWanted wish) {
      if (balancer != null) {
        balancer.asked(from, wish, around(), nanos(), now().wallMillis());
      }
    }
  }

  private long nanos() {
    return now().monotonicNanos();
  }

  private Now now() {
    return machine.now();
  }
}
