package io.starling.node.replication;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.gossip.agreement.AgreementMessage;
import io.starling.gossip.agreement.ChainState;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.command.Reply;
import io.starling.node.lease.LeaseMessage;
import io.starling.node.replication.CopyMarks.Staged;
import io.starling.node.room.NodeRoom;
import io.starling.node.routing.Levels;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.shard.Shard;
import io.starling.node.shard.Shard.LoopPlace;
import io.starling.node.shard.ShardOutput;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.id.NodeId;
import io.starling.storage.journal.WriteAheadLog;
import io.starling.storage.segment.StoreExtent;
import io.starling.storage.segment.StoreFullException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One node of a {@link TestGroup}: a disk that never waits, and messages that wait to be taken. */
final class TestNode implements ShardOutput {
  final NodeId id;
  final NodeRoom room = NodeRoom.unlimited(1);
  final Deque<Consumer<TestGroup>> sent = new ArrayDeque<>();
  final List<ReplicaEvent> events = new ArrayList<>();
  final TreeMap<Integer, SegmentRecord> records = new TreeMap<>();
  final TreeMap<Integer, FlawedStore> stores = new TreeMap<>();
  final Shard shard;
  boolean roomToDropCopies = true;
  boolean roomForCopies = true;

  /** The replica of this segment runs into a bug when it wants to say something. */
  int brokenSegment = -1;

  private final TestGroup group;

  TestNode(TestGroup group, NodeId id, List<NodeId> members, int segments) {
    this.group = group;
    this.id = id;
    this.shard =
        new Shard(
            new LoopPlace(id, 0, 1, false),
            group.settings,
            this,
            new SplittableRandom(id.low()),
            room.ofLoop(0),
            group.now());
    for (int segment = 0; segment < segments; segment++) {
      Configuration founded = new Configuration(segment, 1, members.get(0), members);
      shard.add(
          new SegmentRecord(
              ChainState.of(founded), new CopyMarks(1, false, Version.ZERO, Staged.NEVER)),
          true);
    }
    shard.start(group.now());
  }

  FlawedStore store(int segment) {
    return stores.get(segment);
  }

  Replica replica(int segment) {
    Replica found = shard.replica(segment);
    if (found == null) {
      throw new AssertionError("no replica of segment " + segment);
    }
    return found;
  }

  SegmentCopy copy(int segment) {
    return replica(segment).ownCopy();
  }

  /** Evaluates a command here and lets its messages arrive; null if it was not answered. */
  Reply call(int segment, String... words) {
    List<byte[]> arguments =
        Arrays.stream(words).map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
    List<Reply> replies = new ArrayList<>();
    Evaluation unused =
        shard.submit(
            new SegmentRequest(segment, arguments, Levels.DEFAULT), replies::add, group.now());
    group.deliver();
    return replies.isEmpty() ? null : replies.get(0);
  }

  @Override
  public void send(NodeId to, LeaseMessage message) {
    sent.add(all -> all.to(id, to, node -> node.shard.receive(id, message, all.now())));
  }

  @Override
  public void send(NodeId to, ReplicaMessage message) {
    if (message.segment() == brokenSegment) {
      throw new IllegalStateException("a bug, as the test wants it");
    }
    sent.add(all -> all.to(id, to, node -> node.shard.receive(id, message, all.now())));
  }

  @Override
  public void send(NodeId to, AgreementMessage message) {
    sent.add(all -> all.to(id, to, node -> node.shard.receive(id, message, all.now())));
  }

  @Override
  public void persist(SegmentRecord record, Runnable then) {
    records.put(record.chain().known().segment(), record);
    sent.add(all -> then.run());
  }

  @Override
  public void whenAcknowledgeable(long logPosition, Runnable then) {
    then.run();
  }

  @Override
  public void whenLogDurable(Runnable then) {
    sent.add(all -> then.run());
  }

  @Override
  public SegmentCopy openCopy(int segment, Version floor) {
    refuseUnless(roomForCopies);
    FlawedStore store =
        stores.computeIfAbsent(
            segment, unused -> new FlawedStore(key -> shard.foundDamaged(segment, key)));
    return SegmentCopy.open(segment, store, new NoJournal(), floor);
  }

  @Override
  public void prepareLoad(int segment, StoreExtent expected, Consumer<PreparedLoad> then) {
    sent.add(
        all ->
            then.accept(
                new PreparedLoad() {
                  @Override
                  public SegmentCopy begin() {
                    return openCopy(segment, Version.ZERO);
                  }

                  @Override
                  public void discard() {}
                }));
  }

  @Override
  public void whenStored(int segment, Runnable then) {
    sent.add(all -> then.run());
  }

  @Override
  public void dropCopy(int segment) {
    refuseUnless(roomToDropCopies);
    stores.remove(segment);
  }

  private static void refuseUnless(boolean room) {
    if (!room) {
      throw new StoreFullException("no room, as the test wants it");
    }
  }

  @Override
  public void happened(ReplicaEvent event) {
    events.add(event);
  }

  /** Nothing is ever replayed. */
  private static final class NoJournal implements WriteAheadLog {
    private long position;

    @Override
    public long append(int segment, Write write) {
      return ++position;
    }

    @Override
    public long appendRemoval(int segment, Key key) {
      return ++position;
    }

    @Override
    public long appendReset(int segment) {
      return ++position;
    }
  }
}
