package io.starling.chaos.simulation;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.chaos.history.LinearizabilityChecker;
import io.starling.chaos.history.Verdict;
import io.starling.chaos.simulation.check.Trace;
import io.starling.chaos.simulation.client.Clients;
import io.starling.chaos.simulation.cluster.Cluster;
import io.starling.chaos.simulation.cluster.Health;
import io.starling.chaos.simulation.cluster.RunCharacter;
import io.starling.chaos.simulation.cluster.Witness;
import io.starling.chaos.simulation.world.Digest;
import io.starling.chaos.simulation.world.EventQueue;
import io.starling.forecast.shed.Placement;
import io.starling.gossip.agreement.AgreementMessage;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.migration.MoveKind;
import io.starling.node.replication.ReplicaMessage;
import io.starling.node.shard.ShardOutput;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A copy moves, with its primary role, while clients use it; again and again, and each time another
 * one of the messages that this takes is lost, whoever it is from and to.
 */
class LostMessageTest {
  private static final int NONE = -1;
  private static final int SEGMENT = 1;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noSingleLostMessageKeepsASegmentFromMoving(long seed) {
    int messages = new Move(seed, NONE).run();
    assertTrue(messages > 20, () -> "a move takes some messages, not " + messages);
    for (int lost = 0; lost < messages; lost++) {
      new Move(seed, lost).run();
    }
  }

  /** One move, in a cluster of its own. */
  private static final class Move {
    private final String name;
    private final int lost;
    private final EventQueue queue = new EventQueue(new Digest());
    private final Cluster cluster;
    private final Clients clients;
    private final Health health;
    private boolean moving;
    private int messages;

    Move(long seed, int lost) {
      this.name = "seed " + seed + " without message " + lost;
      this.lost = lost;
      SplittableRandom random = new SplittableRandom(seed);
      RunCharacter character = RunCharacter.draw(random);
      while (character.machines() != 4) {
        character = RunCharacter.draw(random);
      }
      this.cluster =
          new Cluster(character, queue, Witness.of(new Trace(false)), random.split(), Loss::new);
      this.clients = new Clients(cluster, random.split());
      this.health = new Health(cluster);
    }

    /** Returns how many messages there were. */
    int run() {
      cluster.start();
      await("whole", () -> health.whyNotWhole() == null);
      clients.start();
      await("used", () -> clients.operations() > 50);
      Configuration known = latest();
      NodeId coming = newcomer(known);
      List<NodeId> members = new ArrayList<>(known.members());
      members.remove(known.primary());
      members.add(coming);
      moving = true;
      cluster.wishes().want(SEGMENT, new Placement<>(coming, members), MoveKind.MANUAL);
      await("moved", () -> latest().primary().equals(coming));
      clients.stop();
      await("at rest", clients::isIdle);
      await("whole again", () -> health.whyNotWhole() == null);
      moving = false;
      judge();
      return messages;
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

    /** Loses one message of the segment that moves. */
    private final class Loss extends ForwardingOutput {
      Loss(ShardOutput real) {
        super(real);
      }

      private boolean arrives(int segment) {
        return !moving || segment != SEGMENT || messages++ != lost;
      }

      @Override
      public void send(NodeId to, ReplicaMessage message) {
        if (arrives(message.segment())) {
          super.send(to, message);
        }
      }

      @Override
      public void send(NodeId to, AgreementMessage message) {
        if (arrives(message.segment())) {
          super.send(to, message);
        }
      }
    }
  }
}
