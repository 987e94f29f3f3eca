package io.starling.node.replication;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.gossip.agreement.AgreementMessage;
import io.starling.node.lease.GrantedLeases;
import io.starling.node.room.NodeRoom;
import io.starling.storage.entry.Version;
import io.starling.storage.id.NodeId;
import io.starling.storage.segment.HeapSegmentStore;
import io.starling.storage.segment.StoreExtent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A node of an ensemble: its replica, and a world that does what the test wants. */
final class Actor implements ReplicaOutput {
  private final Ensemble ensemble;
  private final NodeId id;
  private final MemoryLog log = new MemoryLog();
  private final TreeMap<Integer, SegmentCopy> copies = new TreeMap<>();
  private final Deque<Runnable> disk = new ArrayDeque<>();
  private final List<ReplicaEvent> events = new ArrayList<>();
  private SegmentRecord durable;
  private final NodeRoom room = NodeRoom.unlimited(1);
  private boolean diskHeld;
  private boolean syncsFirst;
  private ReplicaContext context;
  private Replica replica;

  Actor(Ensemble ensemble, NodeId id, SegmentRecord durable) {
    this.ensemble = ensemble;
    this.id = id;
    this.durable = durable;
    this.context = newContext(false);
    this.replica = new Replica(context, durable, false);
  }

  private ReplicaContext newContext(boolean mayHaveGranted) {
    Now now = ensemble.now();
    ReplicaContext made =
        new ReplicaContext(
            id,
            ensemble.settings(),
            this,
            new SplittableRandom(id.low()),
            room.ofLoop(0),
            new GrantedLeases(ensemble.settings().lease(), mayHaveGranted, now.monotonicNanos()),
            now);
    made.admit(new TreeSet<>(List.of(Ensemble.SEGMENT)));
    return made;
  }

  NodeId id() {
    return id;
  }

  Replica replica() {
    return replica;
  }

  ReplicaContext context() {
    return context;
  }

  /** Begins a step in which another node was heard of. */
  void hear(NodeId from) {
    step();
    context.peers().heard(from, ensemble.now().monotonicNanos());
  }

  void step() {
    context.step(ensemble.now());
  }

  List<ReplicaEvent> events() {
    return events;
  }

  MemoryLog log() {
    return log;
  }

  /** The process dies and comes back; its journal brings back every entry. */
  void restart() {
    restart(durable);
  }

  /** The machine loses power: what was acknowledged may be missing, so the copy is suspect. */
  void restartSuspect() {
    restart(new SegmentRecord(durable.chain(), durable.marks().asSuspect()));
  }

  private void restart(SegmentRecord record) {
    disk.clear();
    durable = record;
    context = newContext(true);
    replica = new Replica(context, record, !copies.isEmpty());
    replica.start();
  }

  /** From now on nothing gets to the disk until {@link #releaseDisk}. */
  void holdDisk() {
    diskHeld = true;
  }

  void releaseDisk() {
    diskHeld = false;
    sync();
  }

  /** From now on its entries may take so much. */
  void limitMemory(long bytes) {
    room.changeLimit(was -> was.withBytes(bytes));
  }

  /** From now on a write is synced before it is acknowledged. */
  void syncFirst() {
    syncsFirst = true;
  }

  boolean sync() {
    boolean any = false;
    while (!diskHeld && !disk.isEmpty()) {
      step();
      disk.removeFirst().run();
      any = true;
    }
    return any;
  }

  @Override
  public void send(NodeId to, ReplicaMessage message) {
    ensemble.post(id, to, actor -> actor.replica.receive(id, message), message);
  }

  @Override
  public void send(NodeId to, AgreementMessage message) {
    ensemble.post(id, to, actor -> actor.replica.receive(id, message), message);
  }

  @Override
  public void persist(SegmentRecord record, Runnable then) {
    disk.addLast(
        () -> {
          durable = record;
          then.run();
        });
  }

  @Override
  public void whenAcknowledgeable(long logPosition, Runnable then) {
    if (syncsFirst) {
      disk.addLast(then);
    } else {
      then.run();
    }
  }

  @Override
  public void whenLogDurable(Runnable then) {
    disk.addLast(then);
  }

  @Override
  public SegmentCopy openCopy(int segment, Version floor) {
    return copies.computeIfAbsent(
        segment, unused -> SegmentCopy.open(segment, new HeapSegmentStore(), log, floor));
  }

  @Override
  public void prepareLoad(int segment, StoreExtent expected, Consumer<PreparedLoad> then) {
    then.accept(
        new PreparedLoad() {
          @Override
          public SegmentCopy begin() {
            return copies.computeIfAbsent(
                segment, unused -> SegmentCopy.beginLoad(segment, new HeapSegmentStore(), log));
          }

          @Override
          public void discard() {}
        });
  }

  @Override
  public void whenStored(int segment, Runnable then) {
    disk.addLast(then);
  }

  @Override
  public void dropCopy(int segment) {
    copies.remove(segment);
  }

  @Override
  public void happened(ReplicaEvent event) {
    events.add(event);
  }
}
