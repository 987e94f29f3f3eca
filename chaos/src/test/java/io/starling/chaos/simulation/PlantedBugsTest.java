package io.starling.chaos.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.chaos.simulation.cluster.PeerMessage;
import io.starling.chaos.simulation.cluster.Sabotage;
import io.starling.node.lease.LeaseMessage;
import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.lease.LeaseMessage.ListUnknown;
import io.starling.node.migration.MigrationMessage.Moved;
import io.starling.node.replication.ReplicaMessage;
import io.starling.node.replication.ReplicaMessage.CopySummary;
import io.starling.node.replication.SegmentRecord;
import io.starling.node.shard.ShardOutput;
import io.starling.storage.id.NodeId;
import java.util.List;
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
  void findsSegmentsThatAreMovedWithinTheirFreeze() {
    assertFound(new ForgetsWhatItMoved());
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

  private static final class ForgetsWhatItMoved implements Sabotage {
    @Override
    public boolean loses(NodeId to, PeerMessage message) {
      return message instanceof PeerMessage.Migration migration
          && migration.message() instanceof Moved;
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
}
