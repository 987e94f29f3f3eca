package io.starling.chaos.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.sync.SyncMessage.SyncEqual;
import io.starling.antientropy.sync.SyncMessage.SyncLeaves;
import io.starling.chaos.simulation.cluster.PeerMessage;
import io.starling.chaos.simulation.cluster.Sabotage;
import io.starling.node.lease.LeaseMessage;
import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.lease.LeaseMessage.ListUnknown;
import io.starling.node.migration.MigrationMessage.Moved;
import io.starling.node.migration.MigrationSettings;
import io.starling.node.replication.ReplicaMessage;
import io.starling.node.replication.ReplicaMessage.CopySummary;
import io.starling.node.replication.ReplicaMessage.Release;
import io.starling.node.replication.ReplicaMessage.Sync;
import io.starling.node.replication.ReplicaMessage.VersionsTold;
import io.starling.node.replication.ReplicaMessage.VersionsTold.Word;
import io.starling.node.replication.ReplicaMessage.VersionsWanted;
import io.starling.node.replication.ReplicaMessage.VersionsWanted.Question;
import io.starling.node.replication.SegmentRecord;
import io.starling.node.shard.ShardOutput;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The simulator is worth something only if it finds bugs: here it is given some. */
class PlantedBugsTest {
  private static final int SEEDS_MAX = 1000;

  @Test
  void findsPromisesThatAreNotOnDiskWhenTheyAreGiven() {
    assertFound(SpeaksBeforeTheDisk::new);
  }

  @Test
  void findsLeasesThatWedgedMembersLend() {
    assertFound(LendsWhateverItPromised::new);
  }

  @Test
  void findsLeasesOfListsThatTheMemberDoesNotKnow() {
    assertFound(LendsWhatItDoesNotKnow::new);
  }

  @Test
  void findsMergesThatBelieveEveryCopy() {
    assertFound(ClaimsToBeUpToDate::new);
  }

  @Test
  void findsAcknowledgementsOfWritesThatAreNotSynced() {
    assertFound(AcknowledgesBeforeTheSync::new);
  }

  @Test
  void findsCopiesThatCountBeforeTheirStoresAreSynced() {
    assertFound(CountsBeforeTheStoreIsSynced::new);
  }

  @Test
  void findsReadsThatAreAnsweredFromACopyWithoutComparing() {
    assertFound(
        () -> {
          TreeMap<Long, Claim> claims = new TreeMap<>();
          return sabotage(real -> new BelievesTheAsker(real, claims));
        });
  }

  @Test
  void findsCopiesThatNobodyLetsGo() {
    assertFound(
        new Sabotage() {
          @Override
          public boolean loses(NodeId to, PeerMessage message) {
            return message instanceof PeerMessage.Replication replication
                && replication.message() instanceof Release;
          }
        });
  }

  @Test
  void findsRoomThatIsGrantedForEver() {
    assertFound(new GrantsForEver());
  }

  @Test
  void findsSegmentsThatAreMovedWithinTheirFreeze() {
    assertFound(new ForgetsWhatItMoved());
  }

  @Test
  void findsCopiesThatPassForEqualWhileTheyAreBeingFilled() {
    assertFound(ClaimsToBeEqual::new);
  }

  private static void assertFound(UnaryOperator<ShardOutput> broken) {
    assertFound(() -> sabotage(broken));
  }

  private static Sabotage sabotage(UnaryOperator<ShardOutput> broken) {
    return new Sabotage() {
      @Override
      public ShardOutput outputs(ShardOutput real) {
        return broken.apply(real);
      }
    };
  }

  private static void assertFound(Sabotage sabotage) {
    assertFound(() -> sabotage);
  }

  /** Each run gets a world of its own. */
  private static void assertFound(Supplier<Sabotage> sabotage) {
    assertTrue(
        LongStream.rangeClosed(1, SEEDS_MAX)
            .anyMatch(seed -> Simulation.run(seed, sabotage.get()).failure() != null),
        "not found within " + SEEDS_MAX + " seeds");
  }

  private static final class GrantsForEver implements Sabotage {
    @Override
    public MigrationSettings migration(MigrationSettings drawn) {
      return new MigrationSettings(
          Duration.ofDays(1),
          drawn.declinedPause(),
          drawn.settle(),
          drawn.probation(),
          drawn.moveMax(),
          drawn.fillsOut(),
          drawn.movesOut(),
          drawn.fillsIn(),
          drawn.batchIn());
    }
  }

  private static final class ForgetsWhatItMoved implements Sabotage {
    @Override
    public boolean loses(NodeId to, PeerMessage message) {
      return message instanceof PeerMessage.Migration migration
          && migration.message() instanceof Moved;
    }
  }

  private static final class ClaimsToBeEqual extends ForwardingOutput {
    ClaimsToBeEqual(ShardOutput real) {
      super(real);
    }

    @Override
    public void send(NodeId to, ReplicaMessage message) {
      super.send(
          to,
          message instanceof Sync sync && sync.step() instanceof SyncLeaves leaves
              ? new Sync(
                  sync.segment(), sync.epoch(), new SyncEqual(leaves.syncId(), leaves.round()))
              : message);
    }
  }

  private static final class SpeaksBeforeTheDisk extends ForwardingOutput {
    SpeaksBeforeTheDisk(ShardOutput real) {
      super(real);
    }

    @Override
    public void persist(SegmentRecord record, Runnable then) {
      super.persist(record, () -> {});
      then.run();
    }
  }

  private static final class CountsBeforeTheStoreIsSynced extends ForwardingOutput {
    CountsBeforeTheStoreIsSynced(ShardOutput real) {
      super(real);
    }

    @Override
    public void whenStored(int segment, Runnable then) {
      then.run();
    }
  }

  private static final class LendsWhateverItPromised extends ForwardingOutput {
    LendsWhateverItPromised(ShardOutput real) {
      super(real);
    }

    @Override
    public void send(NodeId to, LeaseMessage message) {
      super.send(
          to,
          message instanceof LeaseAnswer answer
              ? new LeaseAnswer(answer.nonce(), answer.loop(), answer.loopCount(), List.of())
              : message);
    }
  }

  private static final class LendsWhatItDoesNotKnow extends ForwardingOutput {
    LendsWhatItDoesNotKnow(ShardOutput real) {
      super(real);
    }

    @Override
    public void send(NodeId to, LeaseMessage message) {
      super.send(
          to,
          message instanceof ListUnknown unknown
              ? new LeaseAnswer(unknown.nonce(), 0, 1, List.of())
              : message);
    }
  }

  private static final class ClaimsToBeUpToDate extends ForwardingOutput {
    ClaimsToBeUpToDate(ShardOutput real) {
      super(real);
    }

    @Override
    public void send(NodeId to, ReplicaMessage message) {
      super.send(
          to,
          message instanceof CopySummary it
              ? new CopySummary(
                  it.segment(), it.epoch(), it.epoch(), it.suspect(), it.floor(), it.root())
              : message);
    }
  }

  private static final class AcknowledgesBeforeTheSync extends ForwardingOutput {
    AcknowledgesBeforeTheSync(ShardOutput real) {
      super(real);
    }

    @Override
    public void whenAcknowledgeable(long logPosition, Runnable then) {
      then.run();
    }
  }

  /** What the asker of a question holds itself, by the wall clock of whoever answers. */
  private interface Claim {
    List<Version> versions(long wallMillis);
  }

  /** Confirms whatever the asker has, as if it had not compared. */
  private static final class BelievesTheAsker extends ForwardingOutput {
    private final TreeMap<Long, Claim> claims;
    private final TreeMap<Integer, SegmentCopy> copies = new TreeMap<>();

    BelievesTheAsker(ShardOutput real, TreeMap<Long, Claim> claims) {
      super(real);
      this.claims = claims;
    }

    @Override
    public SegmentCopy openCopy(int segment, Version floor) {
      SegmentCopy copy = super.openCopy(segment, floor);
      copies.put(segment, copy);
      return copy;
    }

    @Override
    public void send(NodeId to, ReplicaMessage message) {
      if (message instanceof VersionsWanted wanted) {
        wanted.questions().forEach(question -> claim(wanted.segment(), question));
      }
      super.send(to, message instanceof VersionsTold told ? believing(told) : message);
    }

    private void claim(int segment, Question question) {
      claims.put(
          question.id(),
          wall -> question.keys().stream().map(key -> seen(segment, key, wall)).toList());
    }

    private Version seen(int segment, Key key, long wallMillis) {
      SegmentCopy copy = copies.get(segment);
      EntryHeader header = copy == null ? null : copy.header(key);
      return header != null && header.isVisibleAt(wallMillis) ? header.version() : Version.ZERO;
    }

    private VersionsTold believing(VersionsTold told) {
      return new VersionsTold(
          told.segment(),
          told.epoch(),
          told.wallMillis(),
          told.words().stream().map(word -> believing(word, told.wallMillis())).toList());
    }

    private Word believing(Word word, long wallMillis) {
      Claim claim = claims.get(word.id());
      boolean refused = word.versions().isEmpty();
      return refused || claim == null ? word : new Word(word.id(), claim.versions(wallMillis));
    }
  }
}
