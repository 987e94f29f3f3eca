package io.starling.chaos.simulation.cluster;

import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.assignment.AssignmentExchange;
import io.starling.gossip.assignment.AssignmentMap;
import io.starling.gossip.assignment.AssignmentMessage;
import io.starling.gossip.assignment.AssignmentOutput;
import io.starling.node.command.Reply;
import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.replication.Evaluation;
import io.starling.node.replication.Now;
import io.starling.node.replication.ReadReceiver;
import io.starling.node.replication.Replica;
import io.starling.node.replication.SegmentRecord;
import io.starling.node.room.NodeRoom;
import io.starling.node.routing.Levels.Detour;
import io.starling.node.routing.Levels.WriteLevel;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import io.starling.node.shard.Shard;
import io.starling.node.shard.Shard.LoopPlace;
import io.starling.storage.entry.Write;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One process of a node: a shard with what a real node puts around it, on simulated outlets. While
 * the machine is paused, what comes in waits, in order.
 */
public final class NodeProcess {
  private static final Duration JOURNAL_SYNC = Duration.ofSeconds(1);
  private static final Duration TURN = Duration.ofNanos(50_000);
  private static final Duration PLACEMENT = Duration.ofMillis(200);
  private static final int GOSSIP_BYTES_MAX = 200;

  private final Machine machine;
  private final Surroundings surroundings;
  private final long incarnation;
  private final PeerView peers;
  private final LeaseWatch leases;
  private final Shard shard;
  private final NodeControl control;
  private final AssignmentMap map;
  private final AssignmentExchange exchange;
  private final Deque<Runnable> backlog = new ArrayDeque<>();
  private boolean alive = true;

  /**
   * @param restarted whether an earlier process ran on the same disk
   */
  NodeProcess(
      Machine machine,
      Surroundings surroundings,
      long incarnation,
      boolean restarted,
      RandomGenerator random) {
    this.machine = machine;
    this.surroundings = surroundings;
    this.incarnation = incarnation;
    this.peers = new PeerView(machine.id());
    this.leases = new LeaseWatch(machine.id(), surroundings, this::counts);
    NodeOutput output = new NodeOutput(machine, surroundings, this);
    this.shard =
        new Shard(
            new LoopPlace(machine.id(), 0, 1, restarted),
            surroundings.character().replica(),
            surroundings.sabotage().outputs(output),
            random,
            NodeRoom.unlimited(1).ofLoop(0),
            now());
    this.control = new NodeControl(machine, surroundings, incarnation, peers, shard, random);
    shard.limitMoves(
        random.nextBoolean() ? Double.POSITIVE_INFINITY : random.nextDouble(100, 20_000), now());
    this.map = new AssignmentMap(surroundings.character().layout().segmentCount());
    this.exchange =
        new AssignmentExchange(machine.id(), map, GOSSIP_BYTES_MAX, random, new MapOutput());
  }

  /** Takes up what is on disk and begins. */
  void start() {
    surroundings.witness().epochs().restarted(machine.id(), machine.disk().records());
    for (SegmentRecord record : List.copyOf(machine.disk().records().values())) {
      adopted(record.chain().known());
      shard.add(record, machine.disk().hasCopy(record.chain().known().segment()));
    }
    shard.start(now());
    RunCharacter character = surroundings.character();
    every(character.tick(), this::tick);
    every(character.gossip(), () -> exchange.tick(surroundings.post().addresses()));
    every(PLACEMENT, control::run);
    every(JOURNAL_SYNC, () -> machine.disk().syncJournal(() -> {}));
  }

  private void every(Duration interval, Runnable duty) {
    surroundings
        .queue()
        .after(
            interval.toNanos(),
            () -> {
              if (alive) {
                inLoop(
                    () -> {
                      duty.run();
                      every(interval, duty);
                    });
              }
            });
  }

  /**
   * Runs an input as a step of this process: now, after those that came before when its pause is
   * over, or never.
   */
  void inLoop(Runnable input) {
    if (!alive) {
      return;
    }
    if (!backlog.isEmpty() || machine.isPaused()) {
      backlog.add(input);
      if (backlog.size() == 1) {
        resumeLater();
      }
    } else {
      input.run();
    }
  }

  private void resumeLater() {
    long wait = machine.pausedUntilNanos() - surroundings.queue().nowNanos();
    surroundings.queue().after(wait, this::resume);
  }

  private void resume() {
    while (alive && !backlog.isEmpty()) {
      if (machine.isPaused()) {
        resumeLater();
        return;
      }
      Runnable input = backlog.element();
      input.run();
      backlog.remove();
    }
  }

  private void tick() {
    shard.tick(now());
    shard.replicas().forEach(this::watch);
  }

  /** To be called after a step of the shard: only then does it know what time it is. */
  private void watch(Replica replica) {
    if (replica.isServing()) {
      long epoch = replica.configuration().epoch();
      surroundings.witness().serving().serves(replica.segment(), epoch, machine.id(), incarnation);
    }
  }

  /** Takes a message of another node. */
  void receive(NodeId from, PeerMessage message) {
    Now now = now();
    peers.heard(from, now.monotonicNanos());
    switch (message) {
      case PeerMessage.Agreement agreement -> shard.receive(from, agreement.message(), now);
      case PeerMessage.Replication replication -> shard.receive(from, replication.message(), now);
      case PeerMessage.Lease lease -> {
        if (lease.message() instanceof LeaseAnswer answer) {
          leases.answered(from, answer);
        }
        shard.receive(from, lease.message(), now);
      }
      case PeerMessage.Migration migration -> control.receive(from, migration.message());
      case PeerMessage.Status status -> control.receive(from, status.message());
      case PeerMessage.Assignment assignment -> exchange.onMessage(from, assignment.message());
    }
  }

  /**
   * Takes a client's request. The receiver is called at most once; never if the process dies first.
   */
  public void submit(SegmentRequest request, ReplyReceiver receiver, RefusalReceiver refusals) {
    inLoop(
        () -> {
          machine.takeWrites();
          Acknowledgement acknowledgement = new Acknowledgement(request, receiver);
          Evaluation evaluation = shard.submit(request, acknowledgement, now());
          shard.replicas().forEach(this::watch);
          acknowledgement.rests(machine.takeWrites());
          if (evaluation instanceof Evaluation.NotServed refused
              && !isReadHere(request, acknowledgement, refusals, refused)) {
            refusals.refused(refused);
          }
        });
  }

  /** Whether the request is a read that this node is to answer from its copy, and takes. */
  private boolean isReadHere(
      SegmentRequest request,
      ReplyReceiver receiver,
      RefusalReceiver refusals,
      Evaluation.NotServed refused) {
    ReadReceiver reader =
        new ReadReceiver() {
          @Override
          public void receive(Reply reply) {
            receiver.receive(reply);
          }

          @Override
          public void notConfirmed() {
            refusals.refused(refused);
          }
        };
    boolean taken =
        request.levels().detour() == Detour.TAKEN && shard.readConfirmed(request, reader, now());
    if (taken) {
      surroundings.queue().after(TURN.toNanos(), () -> inLoop(() -> shard.endTurn(now())));
    }
    return taken;
  }

  /** Told that a request was certainly not evaluated. */
  @FunctionalInterface
  public interface RefusalReceiver {
    void refused(Evaluation.NotServed refusal);
  }

  /** Notes what is committed once a client is told so. */
  private final class Acknowledgement implements ReplyReceiver {
    private final SegmentRequest request;
    private final ReplyReceiver receiver;
    private List<Write> writes = List.of();
    private boolean succeeded;

    Acknowledgement(SegmentRequest request, ReplyReceiver receiver) {
      this.request = request;
      this.receiver = receiver;
    }

    void rests(List<Write> on) {
      writes = on;
      noteIfCommitted();
    }

    @Override
    public void receive(Reply reply) {
      succeeded = !(reply instanceof Reply.Failure);
      noteIfCommitted();
      receiver.receive(reply);
    }

    private void noteIfCommitted() {
      if (succeeded && request.levels().write() != WriteLevel.ONE) {
        surroundings.witness().entries().committed(request.segment(), writes);
      }
    }
  }

  /** The replicas of this process, to look at. */
  public Shard shard() {
    return shard;
  }

  /** A replica has adopted a configuration. */
  void adopted(Configuration decided) {
    map.adopt(decided);
    control.adopted(decided);
    surroundings.queue().after(0, () -> inLoop(control::goOn));
  }

  /** What this node decides about where segments should be. */
  NodeControl control() {
    return control;
  }

  /** Whether this node, which is to be emptied, says that it holds nothing. */
  public boolean saysItIsEmpty() {
    return control.copies() == 0;
  }

  /** Adopted configurations go to the shard, whoever told of them. */
  private final class MapOutput implements AssignmentOutput {
    @Override
    public void send(NodeId to, AssignmentMessage message) {
      surroundings.post().send(machine, to, new PeerMessage.Assignment(message));
    }

    @Override
    public void learned(Configuration decided) {
      shard.learn(decided, now());
    }
  }

  LeaseWatch leases() {
    return leases;
  }

  /** The process dies; nothing comes in or out any more. */
  void end() {
    alive = false;
  }

  /** Whether it has not died. */
  boolean isAlive() {
    return alive;
  }

  private boolean counts(long untilNanos) {
    return alive && now().monotonicNanos() - untilNanos < 0;
  }

  private Now now() {
    return machine.now();
  }
}
