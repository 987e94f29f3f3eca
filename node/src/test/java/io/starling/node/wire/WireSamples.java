package io.starling.node.wire;

import io.starling.antientropy.merkle.ScanOrder;
import io.starling.antientropy.sync.SyncFailure;
import io.starling.antientropy.sync.SyncMessage;
import io.starling.gossip.agreement.Accepted;
import io.starling.gossip.agreement.Ballot;
import io.starling.gossip.agreement.ChainState;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.lease.LeaseMessage;
import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.lease.LeaseMessage.LeaseRenewal;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.ListUnknown;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import io.starling.node.migration.DeclineReason;
import io.starling.node.migration.MigrationMessage;
import io.starling.node.migration.MigrationMessage.Declined;
import io.starling.node.migration.MigrationMessage.Ended;
import io.starling.node.migration.MigrationMessage.Granted;
import io.starling.node.migration.MigrationMessage.Moved;
import io.starling.node.migration.MigrationMessage.Offer;
import io.starling.node.migration.MigrationMessage.ShedWanted;
import io.starling.node.migration.MigrationMessage.TakeBack;
import io.starling.node.migration.MoveKind;
import io.starling.node.replication.CopyMarks;
import io.starling.node.replication.ReplicaMessage;
import io.starling.node.replication.ReplicaMessage.Append;
import io.starling.node.replication.ReplicaMessage.AppendRefused;
import io.starling.node.replication.ReplicaMessage.Appended;
import io.starling.node.replication.ReplicaMessage.Barrier;
import io.starling.node.replication.ReplicaMessage.BarrierReached;
import io.starling.node.replication.ReplicaMessage.ConfigurationWanted;
import io.starling.node.replication.ReplicaMessage.CopySummary;
import io.starling.node.replication.ReplicaMessage.Departing;
import io.starling.node.replication.ReplicaMessage.DepartureNoted;
import io.starling.node.replication.ReplicaMessage.Gather;
import io.starling.node.replication.ReplicaMessage.LearnerReport;
import io.starling.node.replication.ReplicaMessage.NowOpen;
import io.starling.node.replication.ReplicaMessage.Release;
import io.starling.node.replication.ReplicaMessage.Stage;
import io.starling.node.replication.ReplicaMessage.Sync;
import io.starling.node.replication.ReplicaMessage.VersionsTold;
import io.starling.node.replication.ReplicaMessage.VersionsTold.Word;
import io.starling.node.replication.ReplicaMessage.VersionsWanted;
import io.starling.node.replication.ReplicaMessage.VersionsWanted.Question;
import io.starling.node.replication.SegmentRecord;
import io.starling.node.replication.Shortage;
import io.starling.node.routing.ForwardMessage;
import io.starling.node.routing.ForwardMessage.Answer;
import io.starling.node.routing.ForwardMessage.Forward;
import io.starling.node.routing.ForwardMessage.NotServedHere;
import io.starling.node.routing.ForwardMessage.ReadElsewhere;
import io.starling.node.routing.Levels;
import io.starling.node.routing.SegmentRequest;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import io.starling.storage.id.NodeId;
import io.starling.storage.segment.StoreExtent;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** All that nodes may say to each other. */
final class WireSamples {
  private WireSamples() {}

  static Arbitrary<ReplicaMessage> replicaMessages() {
    return Arbitraries.oneOf(
        Combinators.combine(segments(), epochs(), writes()).as(Append::new),
        Combinators.combine(segments(), epochs(), epochs(), Arbitraries.of(true, false))
            .as(Appended::new),
        Combinators.combine(segments(), epochs(), epochs(), Arbitraries.of(Shortage.values()))
            .as(AppendRefused::new),
        configurations().map(Gather::new),
        configurations().map(Departing::new),
        Combinators.combine(segments(), epochs()).as(DepartureNoted::new),
        Combinators.combine(
                segments(),
                epochs(),
                epochs(),
                Arbitraries.of(true, false),
                versions(),
                Arbitraries.longs())
            .as(CopySummary::new),
        Combinators.combine(segments(), epochs(), syncMessages()).as(Sync::new),
        Combinators.combine(segments(), epochs(), epochs()).as(Barrier::new),
        Combinators.combine(segments(), epochs(), epochs()).as(BarrierReached::new),
        Combinators.combine(segments(), epochs(), epochs(), Arbitraries.of(true, false))
            .as(Stage::new),
        Combinators.combine(segments(), epochs(), epochs()).as(Release::new),
        Combinators.combine(segments(), epochs()).as(NowOpen::new),
        Combinators.combine(
                segments(), epochs(), epochs(), Arbitraries.of(LearnerReport.State.values()))
            .as(LearnerReport::new),
        Combinators.combine(segments(), epochs(), questions().list().ofMinSize(1).ofMaxSize(5))
            .as(VersionsWanted::new),
        Combinators.combine(
                segments(), epochs(), Arbitraries.longs(), words().list().ofMinSize(1).ofMaxSize(5))
            .as(VersionsTold::new),
        Combinators.combine(segments(), epochs()).as(ConfigurationWanted::new));
  }

  private static Arbitrary<Question> questions() {
    Arbitrary<List<Key>> keys =
        bytes().map(Key::of).list().ofMinSize(1).ofMaxSize(Question.KEYS_MAX);
    return Combinators.combine(Arbitraries.longs(), keys).as(Question::new);
  }

  private static Arbitrary<Word> words() {
    Arbitrary<List<Version>> versions = versions().list().ofMaxSize(Question.KEYS_MAX);
    return Combinators.combine(Arbitraries.longs(), versions).as(Word::new);
  }

  static Arbitrary<LeaseMessage> leaseMessages() {
    Arbitrary<List<SegmentEpoch>> asked =
        Combinators.combine(segments(), epochs()).as(SegmentEpoch::new).list().ofMaxSize(300);
    Arbitrary<Integer> lists = Arbitraries.integers().between(0, LeaseRequest.LISTS_MAX - 1);
    Arbitrary<Integer> loopCounts = Arbitraries.integers().between(1, 64);
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.longs(), lists, asked).as(LeaseRequest::new),
        Combinators.combine(Arbitraries.longs(), lists, Arbitraries.longs()).as(LeaseRenewal::new),
        Arbitraries.longs().map(ListUnknown::new),
        loopCounts.flatMap(
            loopCount ->
                Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.integers().between(0, loopCount - 1),
                        segments().list().ofMaxSize(300))
                    .as(
                        (nonce, loop, refused) ->
                            new LeaseAnswer(nonce, loop, loopCount, refused))));
  }

  static Arbitrary<MigrationMessage> migrationMessages() {
    Arbitrary<Long> numbers = Arbitraries.longs();
    return Arbitraries.oneOf(
        Combinators.combine(
                numbers,
                segments(),
                epochs(),
                Arbitraries.of(MoveKind.values()),
                Arbitraries.longs().greaterOrEqual(0))
            .as(Offer::new),
        numbers.map(Granted::new),
        Combinators.combine(numbers, Arbitraries.of(DeclineReason.values())).as(Declined::new),
        numbers.map(Ended::new),
        Combinators.combine(segments(), epochs()).as(Moved::new),
        Combinators.combine(segments(), epochs()).as(TakeBack::new),
        Combinators.combine(segments(), epochs(), nodes()).as(ShedWanted::new));
  }

  static Arbitrary<ForwardMessage> forwardMessages() {
    Arbitrary<Levels> levels =
        Combinators.combine(
                Arbitraries.of(Levels.WriteLevel.values()),
                Arbitraries.of(Levels.ReadLevel.values()),
                Arbitraries.of(Levels.Detour.values()))
            .as(Levels::new);
    Arbitrary<SegmentRequest> requests =
        Combinators.combine(segments(), bytes().list().ofMinSize(1).ofMaxSize(5), levels)
            .as(SegmentRequest::new);
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.longs(), requests).as(Forward::new),
        Combinators.combine(Arbitraries.longs(), replies(2)).as(Answer::new),
        Arbitraries.longs().map(NotServedHere::new),
        Combinators.combine(Arbitraries.longs(), nodes()).as(ReadElsewhere::new));
  }

  private static Arbitrary<Reply> replies(int depth) {
    Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(20);
    Arbitrary<Reply> flat =
        Arbitraries.oneOf(
            texts.map(Reply.Status::new),
            Combinators.combine(Arbitraries.of(ErrorCode.values()), texts).as(Reply.Failure::new),
            Arbitraries.longs().map(Reply.Number::new),
            bytes().map(Reply.Bulk::new),
            Arbitraries.just(Reply.NIL));
    if (depth == 0) {
      return flat;
    }
    Arbitrary<List<Reply>> nested = replies(depth - 1).list().ofMaxSize(4);
    return Arbitraries.oneOf(flat, nested.map(Reply.Array::new), nested.map(Reply.Pairs::new));
  }

  static Arbitrary<SegmentRecord> records() {
    Arbitrary<Ballot> ballots = Combinators.combine(Arbitraries.longs(), nodes()).as(Ballot::new);
    Arbitrary<Accepted> accepted = Combinators.combine(ballots, configurations()).as(Accepted::new);
    Arbitrary<ChainState> chains =
        Combinators.combine(configurations(), ballots.injectNull(0.3), accepted.injectNull(0.3))
            .as(ChainState::new);
    Arbitrary<CopyMarks> marks =
        Combinators.combine(
                epochs(),
                Arbitraries.of(true, false),
                versions(),
                Combinators.combine(epochs(), epochs()).as(CopyMarks.Staged::new))
            .as(CopyMarks::new);
    return Combinators.combine(chains, marks).as(SegmentRecord::new);
  }

  private static Arbitrary<Write> writes() {
    return Arbitraries.oneOf(
        versions().flatMap(version -> entries(version).map(all -> new Write.Put(version, all))),
        versions().map(Write.Floor::new),
        Combinators.combine(versions(), versions()).as(Write.Purge::new));
  }

  private static Arbitrary<List<KeyedEntry>> entries(Version version) {
    Arbitrary<Integer> flags = Arbitraries.of(0, EntryHeader.BATCH);
    Arbitrary<Entry> values =
        Combinators.combine(Arbitraries.longs().greaterOrEqual(0), flags, bytes())
            .as((deadline, flag, value) -> Entry.of(version, deadline, flag, value));
    Arbitrary<Entry> tombstones = flags.map(flag -> Entry.tombstone(version, flag));
    return Combinators.combine(bytes().map(Key::of), Arbitraries.oneOf(values, tombstones))
        .as(KeyedEntry::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  private static Arbitrary<StoreExtent> extents() {
    Arbitrary<Long> amounts = Arbitraries.longs().greaterOrEqual(0);
    return Combinators.combine(amounts, amounts).as(StoreExtent::new);
  }

  private static Arbitrary<SyncMessage> syncMessages() {
    Arbitrary<Long> ids = Arbitraries.longs();
    Arbitrary<Integer> counts = Arbitraries.integers().between(0, Integer.MAX_VALUE - 1);
    return Arbitraries.oneOf(
        ids.map(SyncMessage.PullRequest::new),
        Combinators.combine(
                ids, counts, counts, versions(), Arbitraries.longs(), versions(), extents())
            .as(SyncMessage.SyncOffer::new),
        Combinators.combine(ids, counts).as(SyncMessage.SyncEqual::new),
        Combinators.combine(
                ids, counts, Arbitraries.longs().array(long[].class).ofSize(ScanOrder.LEAF_COUNT))
            .as(SyncMessage.SyncLeaves::new),
        Combinators.combine(ids, counts, bytes()).as(SyncMessage.SyncFrame::new),
        Combinators.combine(ids, counts).as(SyncMessage.SyncFrameReceived::new),
        Combinators.combine(ids, counts).as(SyncMessage.SyncEnd::new),
        Combinators.combine(ids, Arbitraries.of(SyncFailure.values()))
            .as(SyncMessage.SyncAbort::new));
  }

  private static Arbitrary<Configuration> configurations() {
    return Combinators.combine(
            segments(),
            Arbitraries.longs().greaterOrEqual(1),
            nodes().list().ofMinSize(1).ofMaxSize(Configuration.MEMBERS_MAX))
        .as((segment, epoch, all) -> new Configuration(segment, epoch, all.get(0), all));
  }

  private static Arbitrary<NodeId> nodes() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(NodeId::new);
  }

  private static Arbitrary<Version> versions() {
    return Combinators.combine(epochs(), epochs()).as(Version::new);
  }

  private static Arbitrary<Long> epochs() {
    return Arbitraries.longs().greaterOrEqual(0);
  }

  private static Arbitrary<Integer> segments() {
    return Arbitraries.integers().greaterOrEqual(0);
  }

  private static Arbitrary<byte[]> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
  }
}
