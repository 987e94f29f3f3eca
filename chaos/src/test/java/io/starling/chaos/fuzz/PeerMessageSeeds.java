package io.starling.chaos.fuzz;

import io.starling.antientropy.merkle.ScanOrder;
import io.starling.antientropy.stream.FrameCodec;
import io.starling.antientropy.stream.FrameItem;
import io.starling.antientropy.stream.SegmentFrame;
import io.starling.antientropy.sync.SyncCodec;
import io.starling.antientropy.sync.SyncFailure;
import io.starling.antientropy.sync.SyncMessage;
import io.starling.gossip.agreement.Accepted;
import io.starling.gossip.agreement.AgreementCodec;
import io.starling.gossip.agreement.AgreementMessage;
import io.starling.gossip.agreement.Ballot;
import io.starling.gossip.agreement.ChainState;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.assignment.AssignmentCodec;
import io.starling.gossip.assignment.AssignmentMessage;
import io.starling.gossip.status.Endpoints;
import io.starling.gossip.status.HeavySegment;
import io.starling.gossip.status.Holdings;
import io.starling.gossip.status.Leave;
import io.starling.gossip.status.LoadReport;
import io.starling.gossip.status.MoveCause;
import io.starling.gossip.status.MovePhase;
import io.starling.gossip.status.MoveStatus;
import io.starling.gossip.status.MovesReport;
import io.starling.gossip.status.NodeReport;
import io.starling.gossip.status.NodeStatus;
import io.starling.gossip.status.Reserve;
import io.starling.gossip.status.Resources;
import io.starling.gossip.status.Stamp;
import io.starling.gossip.status.StatusCodec;
import io.starling.gossip.status.StatusMessage;
import io.starling.gossip.status.Utilisation;
import io.starling.node.cluster.ClusterFacts;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.lease.LeaseMessage.LeaseRenewal;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.ListUnknown;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import io.starling.node.migration.DeclineReason;
import io.starling.node.migration.MigrationMessage;
import io.starling.node.migration.MoveKind;
import io.starling.node.replication.CopyMarks;
import io.starling.node.replication.ReplicaMessage;
import io.starling.node.replication.ReplicaMessage.VersionsTold.Word;
import io.starling.node.replication.ReplicaMessage.VersionsWanted.Question;
import io.starling.node.replication.SegmentRecord;
import io.starling.node.replication.Shortage;
import io.starling.node.routing.ForwardMessage;
import io.starling.node.routing.Levels;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.wire.ForwardCodec;
import io.starling.node.wire.LeaseCodec;
import io.starling.node.wire.MigrationCodec;
import io.starling.node.wire.ReplicaCodec;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import io.starling.storage.id.ClusterId;
import io.starling.storage.id.NodeId;
import io.starling.storage.id.SegmentLayout;
import io.starling.storage.segment.StoreExtent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One message of every kind that nodes exchange, as inputs to begin with. */
public final class PeerMessageSeeds {
  private static final NodeId A = new NodeId(1, 2);
  private static final NodeId B = new NodeId(-3, 4);
  private static final Version VERSION = new Version(3, 17);
  private static final Configuration CONFIGURATION = new Configuration(5, 3, A, List.of(A, B));
  private static final Ballot BALLOT = new Ballot(7, B);

  private final List<byte[]> seeds = new ArrayList<>();

  private PeerMessageSeeds() {}

  /** All of them, each with the byte that names its decoder. */
  static List<byte[]> all() {
    PeerMessageSeeds made = new PeerMessageSeeds();
    made.agreement();
    made.replica();
    made.lease();
    made.forward();
    made.migration();
    made.sync();
    made.frames();
    made.gossip();
    return made.seeds;
  }

  /** Writes them into a directory, a file each, for a fuzzer to begin with. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    int number = 0;
    for (byte[] seed : all()) {
      Files.write(directory.resolve("seed-" + number++), seed);
    }
  }

  private void add(PeerDecoder decoder, byte[] message) {
    seeds.add(PeerMessageFuzz.input(decoder, message));
  }

  private void agreement() {
    Accepted accepted = new Accepted(BALLOT, CONFIGURATION.withPrimary(B));
    List.of(
            new AgreementMessage.Prepare(CONFIGURATION, BALLOT),
            new AgreementMessage.Promise(5, 4, BALLOT, null),
            new AgreementMessage.Promise(5, 4, BALLOT, accepted),
            new AgreementMessage.Propose(CONFIGURATION, BALLOT, accepted.value()),
            new AgreementMessage.Accept(5, 4, BALLOT),
            new AgreementMessage.Reject(5, 4, BALLOT),
            new AgreementMessage.Decided(CONFIGURATION))
        .forEach(message -> add(PeerDecoder.AGREEMENT, AgreementCodec.encode(message)));
    ChainState chain = new ChainState(CONFIGURATION, BALLOT, accepted);
    add(
        PeerDecoder.RECORD,
        ReplicaCodec.encode(
            new SegmentRecord(chain, new CopyMarks(3, true, VERSION, new CopyMarks.Staged(4, 2)))));
  }

  private static KeyedEntry entry(String key, Entry entry) {
    return new KeyedEntry(Key.of(key), entry);
  }

  private void replica() {
    KeyedEntry value = entry("key", Entry.of(VERSION, 99, EntryHeader.BATCH, new byte[] {1, 2}));
    KeyedEntry removal = entry("gone", Entry.tombstone(VERSION, EntryHeader.BATCH));
    List.of(
            new ReplicaMessage.Append(5, 3, new Write.Put(VERSION, List.of(value, removal))),
            new ReplicaMessage.Append(5, 3, new Write.Floor(VERSION)),
            new ReplicaMessage.Append(5, 3, new Write.Purge(VERSION, new Version(3, 9))),
            new ReplicaMessage.Appended(5, 3, 17, true),
            new ReplicaMessage.AppendRefused(5, 3, 17, Shortage.MEMORY),
            new ReplicaMessage.Gather(CONFIGURATION),
            new ReplicaMessage.Departing(CONFIGURATION),
            new ReplicaMessage.DepartureNoted(5, 4),
            new ReplicaMessage.CopySummary(5, 3, 2, true, VERSION, -1),
            new ReplicaMessage.Sync(5, 3, new SyncMessage.PullRequest(8)),
            new ReplicaMessage.Barrier(5, 3, 17),
            new ReplicaMessage.BarrierReached(5, 3, 17),
            new ReplicaMessage.Stage(5, 3, 1, true),
            new ReplicaMessage.Release(5, 3, 1),
            new ReplicaMessage.NowOpen(5, 4),
            new ReplicaMessage.LearnerReport(5, 3, 1, ReplicaMessage.LearnerReport.State.STAGED),
            new ReplicaMessage.VersionsWanted(
                5, 3, List.of(new Question(-9, List.of(Key.of("key"), Key.of("gone"))))),
            new ReplicaMessage.VersionsTold(
                5,
                3,
                1_700_000_000_000L,
                List.of(new Word(-9, List.of(VERSION, Version.ZERO)), new Word(8, List.of()))),
            new ReplicaMessage.ConfigurationWanted(5, 3))
        .forEach(message -> add(PeerDecoder.REPLICA, ReplicaCodec.toProto(message).toByteArray()));
  }

  private void lease() {
    List.of(
            new LeaseRequest(1, 2, List.of(new SegmentEpoch(5, 3), new SegmentEpoch(6, 1))),
            new LeaseRenewal(2, 2, 1),
            new ListUnknown(2),
            new LeaseAnswer(1, 1, 2, List.of(5, 7)))
        .forEach(message -> add(PeerDecoder.LEASE, LeaseCodec.toProto(message).toByteArray()));
  }

  private void forward() {
    SegmentRequest request =
        new SegmentRequest(
            5, List.of(new byte[] {'G', 'E', 'T'}, new byte[] {'k'}), Levels.DEFAULT);
    Reply nested =
        new Reply.Array(
            List.of(
                Reply.OK,
                Reply.NIL,
                Reply.number(-7),
                Reply.Bulk.of("bulk"),
                Reply.failure(ErrorCode.UNKNOWN, "perhaps"),
                new Reply.Pairs(List.of(Reply.OK, Reply.NIL))));
    List.of(
            new ForwardMessage.Forward(9, request),
            new ForwardMessage.Answer(9, nested),
            new ForwardMessage.NotServedHere(9),
            new ForwardMessage.Forward(9, request.with(Levels.Detour.TAKEN)),
            new ForwardMessage.ReadElsewhere(9, B))
        .forEach(message -> add(PeerDecoder.FORWARD, ForwardCodec.toProto(message).toByteArray()));
  }

  private void migration() {
    List.of(
            new MigrationMessage.Offer(9, 5, 3, MoveKind.DRAIN, 4096),
            new MigrationMessage.Granted(9),
            new MigrationMessage.Declined(9, DeclineReason.BUSY),
            new MigrationMessage.Ended(9),
            new MigrationMessage.TakeBack(5, 3),
            new MigrationMessage.ShedWanted(5, 3, CONFIGURATION.primary()))
        .forEach(message -> add(PeerDecoder.MIGRATION, MigrationCodec.encode(message)));
  }

  private void sync() {
    List.of(
            new SyncMessage.PullRequest(8),
            new SyncMessage.SyncOffer(8, 1, 2, VERSION, -5, Version.ZERO, new StoreExtent(7, 900)),
            new SyncMessage.SyncEqual(8, 1),
            new SyncMessage.SyncLeaves(8, 1, new long[ScanOrder.LEAF_COUNT]),
            new SyncMessage.SyncFrame(8, 2, FrameCodec.encode(frame(1))),
            new SyncMessage.SyncFrameReceived(8, 2),
            new SyncMessage.SyncEnd(8, 3),
            new SyncMessage.SyncAbort(8, SyncFailure.TIMED_OUT))
        .forEach(message -> add(PeerDecoder.SYNC, SyncCodec.encode(message)));
  }

  private void frames() {
    add(PeerDecoder.FRAME, FrameCodec.encode(frame(1)));
    add(PeerDecoder.FRAME, FrameCodec.encode(frame(40)));
  }

  /** Many equal values are worth compressing, one is not. */
  private static SegmentFrame frame(int entries) {
    List<FrameItem> items = new ArrayList<>();
    items.add(new FrameItem.LeafBegun(3, VERSION));
    for (int i = 0; i < entries; i++) {
      Entry entry = Entry.of(new Version(3, i + 1L), EntryHeader.NEVER, 0, new byte[30]);
      items.add(new FrameItem.Shown(entry("key-" + i, entry)));
    }
    Entry inParts = Entry.of(new Version(3, 1), EntryHeader.NEVER, 0, new byte[9]);
    items.add(new FrameItem.BatchBegun(VERSION, 2));
    items.add(new FrameItem.EntryBegun(Key.of("in parts"), inParts.header()));
    items.add(new FrameItem.EntryPart(inParts.value()));
    items.add(new FrameItem.LeafEnded(3));
    return new SegmentFrame(items);
  }

  private void gossip() {
    NodeReport report =
        new NodeReport(
            new Endpoints("host", 1, 2, 3, 4, "zone"),
            new Utilisation(0.5f, 0.25f, 0, 1),
            123.5f,
            new Holdings(1, 2, 3, 4, 5),
            Leave.DRAINS,
            new LoadReport(
                new Resources(2, 1e9, 1e11, 1e8),
                new Resources(1, 2, 3, 4),
                new Resources(1, 2, 3, 4),
                5,
                6),
            new Reserve(1 << 28, 7),
            new MovesReport(
                List.of(
                    new MoveStatus(
                        8, A, B, MoveCause.DRAIN, MovePhase.LOADING, 9, 10, 11, 12, 13, "cut")),
                4,
                3,
                2,
                1),
            List.of(new HeavySegment(14, true, 0.5f, 15, 16, 17)));
    Stamp stamp = new Stamp(6, 7);
    List<StatusMessage.Known> known = List.of(new StatusMessage.Known(A, stamp));
    List<NodeStatus> statuses = List.of(new NodeStatus(A, stamp, report));
    List.of(
            new StatusMessage.Digest(known, true),
            new StatusMessage.Answer(statuses, known),
            new StatusMessage.Deltas(statuses))
        .forEach(message -> add(PeerDecoder.STATUS, StatusCodec.encode(message)));
    List.of(
            new AssignmentMessage.Digest(-9),
            new AssignmentMessage.Epochs(List.of(1L, 0L, 3L), true),
            new AssignmentMessage.Newer(List.of(CONFIGURATION)))
        .forEach(message -> add(PeerDecoder.ASSIGNMENT, AssignmentCodec.encode(message)));
    ClusterFacts facts =
        new ClusterFacts(new ClusterId(1, 2), new SegmentLayout(256), Duration.ofMillis(600));
    add(PeerDecoder.FACTS, facts.encode());
  }
}
