package io.starling.node.loop;

import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.starling.antientropy.copy.SegmentCopy;
import io.starling.gossip.agreement.AgreementCodec;
import io.starling.gossip.agreement.AgreementMessage;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.transport.MessageKind;
import io.starling.node.lease.LeaseMessage;
import io.starling.node.load.LoopMeasure;
import io.starling.node.replication.Aim;
import io.starling.node.replication.CopyComparison;
import io.starling.node.replication.Evaluation;
import io.starling.node.replication.Now;
import io.starling.node.replication.PreparedLoad;
import io.starling.node.replication.ReadReceiver;
import io.starling.node.replication.Replica;
import io.starling.node.replication.ReplicaEvent;
import io.starling.node.replication.ReplicaMessage;
import io.starling.node.replication.SegmentRecord;
import io.starling.node.routing.ForwardMessage;
import io.starling.node.routing.ReadShare;
import io.starling.node.routing.ReadShares;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import io.starling.node.shard.Shard;
import io.starling.node.shard.Shard.LoopPlace;
import io.starling.node.shard.ShardOutput;
import io.starling.node.wire.ForwardCodec;
import io.starling.node.wire.LeaseCodec;
import io.starling.node.wire.ReplicaCodec;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.id.NodeId;
import io.starling.storage.segment.StoreExtent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop's share of a node: its shard on real clocks, disk and connections, and the
 * requests for it. Everything here runs in the event loop, but for {@link #run}.
 */
public final class NodeLoop {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLoop.class);
  private static final long TICK_MILLIS = 10;

  /** Ticks of the loop to one of its segments: hundreds of them are woken each time. */
  private static final int SHARD_TICKS = 2;

  private static final int SNAPSHOT_TICKS = 20;
  private static final int MEASURE_TICKS = 100;
  private static final long BUGS_PER_LINE = 100;

  private final EventLoop eventLoop;
  private final LoopSurroundings surroundings;
  private final LoopPlace place;
  private final Shard shard;
  private final RequestDesk desk;
  private final TransitionLog log = new TransitionLog();
  private final LoopMeter meter;
  private final SealMeter seals;
  private final ReadShares readShares = new ReadShares();
  private @Nullable ScheduledFuture<?> ticking;
  private volatile List<SegmentSnapshot> snapshot = List.of();
  private boolean triesAgain;
  private boolean endsTurn;
  private int ticks;
  private long bugs;

  /**
   * @param place which of the node's loops this is
   */
  public NodeLoop(
      EventLoop eventLoop, LoopSurroundings surroundings, LoopPlace place, RandomGenerator random) {
    this.eventLoop = eventLoop;
    this.surroundings = surroundings;
    this.place = place;
    this.shard =
        new Shard(
            place,
            surroundings.replicas(),
            new Output(),
            random,
            surroundings.room().ofLoop(place.loop()),
            surroundings.clock().now());
    this.desk =
        new RequestDesk(
            new DeskSurroundings(),
            surroundings.desk(),
            place.loop(),
            place.loopCount(),
            surroundings.metrics().of(eventLoop).forwards());
    this.seals = new SealMeter(surroundings.metrics().of(eventLoop).seals());
    this.meter =
        new LoopMeter(
            place.loop(), TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS), now().monotonicNanos());
  }

  /** Adds a segment before {@link #start}; in the event loop. */
  public void add(SegmentRecord record, boolean hasCopy) {
    shard.add(record, hasCopy);
  }

  /** Begins to take part, in the event loop: all known segments were added. */
  public void start() {
    shard.start(now());
    ticking =
        eventLoop.scheduleWithFixedDelay(
            this::tickOrFail, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Takes no further part; in the event loop. */
  public void stop() {
    ScheduledFuture<?> running = ticking;
    if (running != null) {
      running.cancel(false);
    }
  }

  /** Whether the calling thread is this loop's. */
  boolean isCurrent() {
    return eventLoop.inEventLoop();
  }

  /** Runs something in this loop: now if this is the thread of the loop, otherwise soon. */
  public void run(Runnable task) {
    if (eventLoop.inEventLoop()) {
      task.run();
    } else {
      eventLoop.execute(task);
    }
  }

  /** The segments of this loop; to be looked at in the event loop only. */
  public Shard shard() {
    return shard;
  }

  /** Requests that have no reply yet; in the event loop. */
  public int outstandingRequests() {
    return desk.outstanding();
  }

  /** Serves a request; the reply comes in this loop. */
  void serve(SegmentRequest request, ReplyReceiver reply) {
    desk.serve(request, reply, now());
  }

  void receive(NodeId from, AgreementMessage message) {
    shard.receive(from, message, now());
  }

  void receive(NodeId from, ReplicaMessage message) {
    Now now = now();
    shard.receive(from, message, now);
    desk.goOn(now);
  }

  void receive(NodeId from, LeaseMessage message) {
    shard.receive(from, message, now());
  }

  void receive(NodeId from, ForwardMessage message) {
    if (message instanceof ForwardMessage.Forward forward) {
      desk.serveForwarded(from, forward, now());
    } else {
      desk.answered(message, now());
    }
  }

  void disconnected(NodeId peer) {
    Now now = now();
    shard.disconnected(peer, now);
    desk.disconnected(peer, now);
  }

  /** An operator gives up a node, for one segment or for all. */
  public void acceptLoss(NodeId node, OptionalInt segment) {
    shard.acceptLoss(node, segment);
  }

  /** Compares the copies of a segment of this loop; in the event loop, where the answers come. */
  public OptionalInt compareCopies(int segment, CopyComparison.Listener listener) {
    return shard.compareCopies(segment, listener, now());
  }

  /** A scan of a copy of this loop has passed over a damaged entry. */
  public void foundDamaged(int segment, Key key) {
    shard.foundDamaged(segment, key);
  }

  /** Adopts a configuration that came by gossip. */
  public void learn(Configuration decided) {
    shard.learn(decided, now());
  }

  /** Ships no more than so much a second for copies on their way; infinite: any. */
  public void limitMoves(double bytesPerSecond) {
    shard.limitMoves(bytesPerSecond, now());
  }

  /** By how much a turn of this loop came too late, at most, since this was last asked. */
  public double takeLagMillis() {
    return meter.takeLateNanos() / 1e6;
  }

  /** Copies of these segments, and of no others, may come to this node. */
  public void admit(SortedSet<Integer> segments) {
    shard.admit(segments);
  }

  /** Where segments should be. */
  public void aimAt(SortedMap<Integer, Aim> aims) {
    shard.aimAt(aims, now());
  }

  /**
   * A loop that cannot go on must not go on answering: the others take over from a node that stops.
   */
  private void tickOrFail() {
    try {
      letTimePass();
    } catch (RuntimeException | Error failure) {
      surroundings.listener().failed(failure);
      throw failure;
    }
  }

  private void letTimePass() {
    Now now = now();
    meter.ticked(now.monotonicNanos());
    if (ticks % SHARD_TICKS == 0) {
      part(() -> shard.tick(now));
    }
    part(() -> desk.tick(now));
    if (ticks % SNAPSHOT_TICKS == 0) {
      part(this::tell);
    }
    if (ticks % MEASURE_TICKS == 0) {
      part(() -> meter.take(shard, now.monotonicNanos()));
    }
    ticks++;
  }

  /** What came in together was taken together. */
  private void endTurn() {
    endsTurn = false;
    shard.endTurn(now());
  }

  private void tell() {
    log.flush();
    snapshot = shard.replicas().stream().map(SegmentSnapshot::of).toList();
  }

  /** A bug in one part must not keep the others from theirs, nor fill the disk with its traces. */
  private void part(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException bug) {
      if (bugs++ % BUGS_PER_LINE == 0) {
        LOG.error("a tick of loop {} ended early, the {}. time", place.loop(), bugs, bug);
      }
    }
  }

  /** The segments of this loop as they were a moment ago; for any thread. */
  public List<SegmentSnapshot> snapshot() {
    return snapshot;
  }

  /** What this loop was asked and how it kept up, until a second ago; for any thread. */
  public LoopMeasure measure() {
    return meter.last();
  }

  /** Those who wait for a segment that has just opened wait for no tick; once for all of a turn. */
  private void tryAgainSoon() {
    if (!triesAgain) {
      triesAgain = true;
      eventLoop.execute(
          () -> {
            triesAgain = false;
            part(() -> desk.tryAgain(now()));
          });
    }
  }

  /** Which reads of a segment of this loop others may answer; for any thread. */
  @Nullable ReadShare readShare(int segment) {
    return readShares.find(segment);
  }

  private Now now() {
    return surroundings.clock().now();
  }

  private boolean send(NodeId to, int kind, MessageLite message) {
    return surroundings.transport().send(to, kind, out -> write(message, out));
  }

  private static void write(MessageLite message, ByteBuf out) {
    // A frame of a synchronisation would be copied at each doubling.
    out.ensureWritable(message.getSerializedSize());
    try (OutputStream stream = new ByteBufOutputStream(out)) {
      message.writeTo(stream);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a buffer refused to grow", impossible);
    }
  }

  /** What the desk asks of its loop. */
  private final class DeskSurroundings implements RequestDesk.Surroundings {
    @Override
    public Evaluation submit(SegmentRequest request, ReplyReceiver reply, Now now) {
      return shard.submit(request, reply, now);
    }

    @Override
    public boolean send(NodeId to, ForwardMessage message) {
      boolean mayGetLost =
          message instanceof ForwardMessage.Forward && !surroundings.transport().isConnected(to);
      return !mayGetLost && NodeLoop.this.send(to, PeerKind.FORWARD, ForwardCodec.toProto(message));
    }

    @Override
    public NodeId self() {
      return place.self();
    }

    @Override
    public void answeredElsewhere(SegmentRequest request, Now now) {
      seals.served(request.segment(), now.monotonicNanos());
    }

    @Override
    public boolean readConfirmed(SegmentRequest request, ReadReceiver receiver, Now now) {
      boolean taken = shard.readConfirmed(request, receiver, now);
      if (taken && !endsTurn) {
        endsTurn = true;
        eventLoop.execute(NodeLoop.this::endTurn);
      }
      return taken;
    }

    /** Demand for the primary, if it is here: a backup would not be spared it by another place. */
    @Override
    public void turnedAway(SegmentRequest request) {
      Replica replica = shard.replica(request.segment());
      if (replica != null && replica.isPrimary()) {
        replica.demand().turnedAway(request.arguments());
      }
    }
  }

  /** What the shard does to the world. A message that cannot be sent is lost, as any may be. */
  private final class Output implements ShardOutput {
    @Override
    public void send(NodeId to, LeaseMessage message) {
      boolean unused = NodeLoop.this.send(to, PeerKind.LEASE, LeaseCodec.toProto(message));
    }

    @Override
    public void send(NodeId to, ReplicaMessage message) {
      boolean unused = NodeLoop.this.send(to, PeerKind.REPLICA, ReplicaCodec.toProto(message));
    }

    @Override
    public void send(NodeId to, AgreementMessage message) {
      byte[] bytes = AgreementCodec.encode(message);
      boolean unused =
          surroundings
              .transport()
              .send(to, MessageKind.AGREEMENT, (ByteBuf out) -> out.writeBytes(bytes));
    }

    @Override
    public void persist(SegmentRecord record, Runnable then) {
      NodeDisk disk = surroundings.disk();
      disk.thread().whenMetadataSynced(eventLoop, () -> disk.put(record), then);
    }

    @Override
    public void whenAcknowledgeable(long logPosition, Runnable then) {
      if (surroundings.disk().syncsBeforeAcknowledging()) {
        surroundings.disk().thread().whenLogSynced(eventLoop, then);
      } else {
        then.run();
      }
    }

    @Override
    public void whenLogDurable(Runnable then) {
      surroundings.disk().thread().whenLogSynced(eventLoop, then);
    }

    @Override
    public SegmentCopy openCopy(int segment, Version floor) {
      return surroundings.disk().openCopy(segment, floor);
    }

    @Override
    public void prepareLoad(int segment, StoreExtent expected, Consumer<PreparedLoad> then) {
      NodeDisk disk = surroundings.disk();
      disk.fileThread()
          .execute(
              () -> {
                PreparedLoad prepared = disk.prepareLoad(segment, expected);
                eventLoop.execute(() -> then.accept(prepared));
              });
    }

    @Override
    public void whenStored(int segment, Runnable then) {
      NodeDisk disk = surroundings.disk();
      long position = disk.journalPosition();
      disk.storeThread().whenStored(eventLoop, () -> disk.store(segment, position), then);
    }

    @Override
    public void dropCopy(int segment) {
      surroundings.disk().dropCopy(segment);
    }

    @Override
    public void happened(ReplicaEvent event) {
      log.note(event);
      seals.note(event, now().monotonicNanos());
      if (event instanceof ReplicaEvent.Opened) {
        tryAgainSoon();
      } else if (event instanceof ReplicaEvent.ReadsShared shared) {
        readShares.set(shared.segment(), shared.with(), shared.percent());
      }
      surroundings.listener().happened(event);
    }
  }
}
