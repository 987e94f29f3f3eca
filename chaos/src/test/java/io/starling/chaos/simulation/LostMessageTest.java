package io.starling.chaos.simulation;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.chaos.history.LinearizabilityChecker;
import io.starling.chaos.history.Verdict;
import io.starling.chaos.simulation.check.Trace;
import io.starling.chaos.simulation.client.Clients;
import io.starling.chaos.simulation.cluster.Cluster;
import io.starling.chaos.simulation.cluster.Health;
import io.starling.chaos.simulation.cluster.Machine;
import io.starling.chaos.simulation.cluster.PeerMessage;
import io.starling.chaos.simulation.cluster.RunCharacter;
import io.starling.chaos.simulation.cluster.Sabotage;
import io.starling.chaos.simulation.cluster.Witness;
import io.starling.chaos.simulation.world.Digest;
import io.starling.chaos.simulation.world.EventQueue;
import io.starling.forecast.shed.Placement;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.migration.MoveKind;
import io.starling.node.replication.ReplicaMessage;
import io.starling.node.replication.ReplicaMessage.Append;
import io.starling.node.replication.ReplicaMessage.Appended;
import io.starling.node.replication.ReplicaMessage.LearnerReport;
import io.starling.node.replication.ReplicaMessage.Release;
import io.starling.node.replication.ReplicaMessage.Stage;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Segments move in every way there is, while clients use them; again and again, and each time
 * another one of the messages that this takes is lost, whoever it is from and to.
 */
class LostMessageTest {
  private static final int NONE = -1;
  private static final int SEGMENT = 1;
  private static final int WRITES_TO_ONE = 25;

  /** A way in which segments come to move. */
  enum Way {
    /** One copy, with the primary role. */
    COPY,
    /** The primary role alone. */
    ROLE,
    /** From one node to three. */
    GROWTH,
    /** A member is dead. */
    REPLACEMENT,
    /** A node is emptied. */
    DRAIN,
    /** A newcomer is given what the others have too much of. */
    BALANCE
  }

  @ParameterizedTest
  @CsvSource({"COPY, 1", "ROLE, 1", "ROLE, 2", "GROWTH, 1"})
  void noSingleLostMessageKeepsASegmentFromMoving(Way way, long seed) {
    int messages = new Move(way, seed, NONE).run();
    assertTrue(messages > 5, () -> "a move takes some messages, not " + messages);
    for (int lost = 0; lost < messages; lost++) {
      new Move(way, seed, lost).run();
    }
  }

  /** One move, in a cluster of its own. */
  private static final class Move implements Sabotage {
    private final Way way;
    private final String name;
    private final int lost;
    private final EventQueue queue = new EventQueue(new Digest());
    private final Cluster cluster;
    private final Clients clients;
    private final Health health;
    private boolean moving;
    private int messages;
    private int writes;

    Move(Way way, long seed, int lost) {
      this.way = way;
      this.name = way + " of seed " + seed + " without message " + lost;
      this.lost = lost;
      SplittableRandom random = new SplittableRandom(seed);
      RunCharacter character = RunCharacter.draw(random);
      while (!fits(way).test(character)) {
        character = RunCharacter.draw(random);
      }
      this.cluster =
          new Cluster(character, queue, Witness.of(new Trace(false)), random.split(), this);
      this.clients = new Clients(cluster, random.split());
      this.health = new Health(cluster);
    }

    private static Predicate<RunCharacter> fits(Way way) {
      return switch (way) {
        case COPY, ROLE, REPLACEMENT, DRAIN -> begun -> isLike(begun, 4, 4, false);
        case GROWTH -> begun -> isLike(begun, 5, 1, false);
        case BALANCE -> begun -> isLike(begun, 4, 3, true);
      };
    }

    private static boolean isLike(RunCharacter begun, int machines, int first, boolean balances) {
      return begun.machines() == machines
          && begun.startsWith() == first
          && (begun.load() != null) == balances;
    }

    /** Returns how many messages there were. */
    int run() {
      cluster.start();
      if (way != Way.GROWTH) {
        await("whole", () -> health.whyNotWhole() == null);
      }
      clients.start();
      await("used", () -> clients.operations() > 50);
      moving = true;
      await("moved", begin());
      clients.stop();
      await("at rest", clients::isIdle);
      await("whole again", () -> health.whyNotWhole() == null);
      moving = false;
      judge();
      return messages;
    }

    /** Begins; answers whether it is done. */
    private BooleanSupplier begin() {
      Configuration known = latest();
      switch (way) {
        case COPY -> {
          NodeId coming = newcomer(known);
          List<NodeId> members = new ArrayList<>(known.members());
          members.remove(known.primary());
          members.add(coming);
          want(new Placement<>(coming, members));
          return () -> latest().primary().equals(coming);
        }
        case ROLE -> {
          NodeId next = known.othersThan(known.primary()).get(0);
          want(new Placement<>(next, known.members()));
          return () -> latest().primary().equals(next);
        }
        case GROWTH -> {
          cluster.machines().get(1).join();
          cluster.machines().get(2).join();
          return () -> latest().members().size() == RunCharacter.REPLICAS;
        }
        case REPLACEMENT -> {
          Machine dead = machine(known.primary());
          dead.depart();
          return () -> !latest().hasMember(dead.id());
        }
        case DRAIN -> {
          Machine leaving = machine(known.primary());
          leaving.drain();
          return () -> !latest().hasMember(leaving.id());
        }
        case BALANCE -> {
          cluster.machines().get(3).join();
          long until = queue.nowNanos() + Duration.ofSeconds(20).toNanos();
          return () -> queue.nowNanos() > until;
        }
      }
      throw new IllegalStateException("no way: " + way);
    }

    private void want(Placement<NodeId> placement) {
      cluster.wishes().want(SEGMENT, placement, MoveKind.MANUAL);
    }

    private Machine machine(NodeId node) {
      return cluster.machines().get(cluster.indexOf(node));
    }

    private void judge() {
      clients.readAll();
      await("read", clients::isIdle);
      Verdict verdict = new LinearizabilityChecker(300_000).check(clients.history());
      assertInstanceOf(Verdict.Linearizable.class, verdict, name);
    }

    private Configuration latest() {
      return cluster.witness().configurations().latest().get(SEGMENT);
    }

    private NodeId newcomer(Configuration known) {
      return cluster.addresses().stream().filter(node -> !known.hasMember(node)).findAny().get();
    }

    private void await(String what, BooleanSupplier reached) {
      long deadline = queue.nowNanos() + Duration.ofSeconds(60).toNanos();
      while (!reached.getAsBoolean()) {
        assertTrue(queue.nowNanos() < deadline, () -> name + ": not " + what);
        long until = queue.nowNanos() + Duration.ofMillis(5).toNanos();
        while (queue.nowNanos() < until) {
          queue.step();
        }
      }
    }

    /** Loses one message about the segments that move. */
    @Override
    public boolean loses(NodeId to, PeerMessage message) {
      return moving && isConcerned(message) && messages++ == lost;
    }

    private boolean isConcerned(PeerMessage message) {
      return switch (message) {
        case PeerMessage.Agreement agreement ->
            !isLikeACopy() && agreement.message().segment() == SEGMENT;
        case PeerMessage.Replication replica ->
            replica.message().segment() == SEGMENT && counts(replica.message());
        case PeerMessage.Migration migration -> true;
        case PeerMessage.Assignment map -> false;
        case PeerMessage.Lease heartbeat -> false;
        case PeerMessage.Status status -> false;
      };
    }

    /**
     * Clients write all the time: of what that takes some will do. What is new in these ways is how
     * they begin and end.
     */
    private boolean counts(ReplicaMessage message) {
      return switch (message) {
        case Stage stage -> true;
        case Release release -> true;
        case LearnerReport report -> true;
        case Append append -> !isLikeACopy() && writes++ % WRITES_TO_ONE == 0;
        case Appended appended -> !isLikeACopy() && writes++ % WRITES_TO_ONE == 0;
        default -> !isLikeACopy();
      };
    }

    private boolean isLikeACopy() {
      return way == Way.REPLACEMENT || way == Way.DRAIN || way == Way.BALANCE;
    }
  }
}
