package io.starling.gossip.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.storage.id.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StatusExchangeTest {
  private static final int MESSAGE_BYTES_MAX = 16 << 10;
  private static final long NOW = 5;

  @Property(tries = 20)
  void hundredNodesKnowEachOtherAfterFewRoundsThoughOneMessageInFiveIsLost(@ForAll long seed) {
    Network network = new Network(100, 0.2, MESSAGE_BYTES_MAX, seed);
    int rounds = network.roundsUntilAllKnowAll();
    assertTrue(rounds <= 4 * 7, rounds + " rounds for 100 nodes, seed " + seed);
    assertTrue(network.messages <= 3L * 100 * rounds, network.messages + " messages");
    assertTrue(network.largest <= MESSAGE_BYTES_MAX, network.largest + " bytes");
  }

  @Property(tries = 10)
  void convergesAlsoWhenNotEverythingFitsIntoAMessage(@ForAll long seed) {
    Network network = new Network(60, 0.1, 1024, seed);
    int rounds = network.roundsUntilAllKnowAll();
    assertTrue(rounds <= 400, rounds + " rounds, seed " + seed);
    assertTrue(network.largest <= 1024, network.largest + " bytes");
  }

  @Property(tries = 50)
  void givesTheSameAnswersToTheSameSeed(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 20) int nodes) {
    Network first = new Network(nodes, 0.3, MESSAGE_BYTES_MAX, seed);
    Network second = new Network(nodes, 0.3, MESSAGE_BYTES_MAX, seed);
    assertEquals(first.roundsUntilAllKnowAll(), second.roundsUntilAllKnowAll());
    assertEquals(first.messages, second.messages);
  }

  @Example
  void saysNothingMoreOnceBothKnowTheSame() {
    Network network = new Network(2, 0, MESSAGE_BYTES_MAX, 1);
    network.roundsUntilAllKnowAll();
    long before = network.messages;
    network.round();
    assertEquals(before + 2, network.messages);
  }

  @Example
  void neverReplacesALaterStatusByAnEarlierOne() {
    Network network = new Network(2, 0, MESSAGE_BYTES_MAX, 1);
    StatusExchange first = network.nodes.getFirst();
    first.onMessage(NOW, id(1), deltas(new Stamp(1, 9), 90));
    first.onMessage(NOW, id(1), deltas(new Stamp(1, 8), 80));
    assertEquals(90, first.status(id(1)).orElseThrow().report().holdings().keys());
    first.onMessage(NOW, id(1), deltas(new Stamp(2, 1), 10));
    assertEquals(10, first.status(id(1)).orElseThrow().report().holdings().keys());
  }

  @Example
  void goesAboveWhatOthersRememberOfItsEarlierLife() {
    Network network = new Network(2, 0, MESSAGE_BYTES_MAX, 1);
    network.nodes.getLast().onMessage(NOW, id(0), deltasOf(id(0), new Stamp(50, 3), 1));
    network.roundsUntilAllKnowAll();
    network.round();
    network.round();
    Stamp seen = network.nodes.getLast().status(id(0)).orElseThrow().stamp();
    assertEquals(51, seen.incarnation());
  }

  @Example
  void forgetsWhoIsNoMemberAndDoesNotLearnOfThemAgain() {
    Network network = new Network(3, 0, MESSAGE_BYTES_MAX, 1);
    network.roundsUntilAllKnowAll();
    StatusExchange first = network.nodes.getFirst();
    first.members(List.of(id(0), id(1)));
    first.onMessage(NOW, id(1), deltasOf(id(2), new Stamp(9, 9), 1));
    assertEquals(Optional.empty(), first.status(id(2)));
    assertEquals(2, first.statuses().size());
  }

  @Example
  void tellsHowOldItsKnowledgeIs() {
    Network network = new Network(2, 0, MESSAGE_BYTES_MAX, 1);
    network.nodes.getFirst().onMessage(NOW, id(1), deltas(new Stamp(1, 9), 90));
    assertEquals(Optional.of(95L), network.nodes.getFirst().ageNanos(id(1), NOW + 95));
  }

  private static StatusMessage deltas(Stamp stamp, long keys) {
    return deltasOf(id(1), stamp, keys);
  }

  private static StatusMessage deltasOf(NodeId node, Stamp stamp, long keys) {
    return new StatusMessage.Deltas(List.of(new NodeStatus(node, stamp, report(keys))));
  }

  private static NodeId id(long index) {
    return new NodeId(index + 1, 0);
  }

  private static NodeReport report(long keys) {
    return new NodeReport(
        new Endpoints("10.1.2.3", 7946, 6379, 7379, 9379, "north"),
        new Utilisation(0.5f, 0.25f, 0.125f, 1),
        12345,
        new Holdings(1L << 40, keys, 85, 256, 0),
        Leave.STAYS,
        LoadReport.UNKNOWN,
        Reserve.NONE,
        MovesReport.NONE,
        List.of());
  }

  /** Nodes in memory, and a network that loses messages. */
  private static final class Network {
    private record Envelope(NodeId from, NodeId to, byte[] message) {}

    final List<StatusExchange> nodes = new ArrayList<>();
    private final ArrayDeque<Envelope> underWay = new ArrayDeque<>();
    private final Random losses;
    private final double loss;
    long messages;
    int largest;

    Network(int count, double loss, int messageBytesMax, long seed) {
      this.losses = new Random(seed);
      this.loss = loss;
      List<NodeId> members = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        members.add(id(i));
      }
      for (NodeId node : members) {
        StatusExchange exchange =
            new StatusExchange(
                node,
                1,
                messageBytesMax,
                new Random(seed ^ node.high()),
                (to, message) -> send(node, to, message));
        exchange.members(members);
        exchange.publish(NOW, report(node.high()));
        nodes.add(exchange);
      }
    }

    int roundsUntilAllKnowAll() {
      int rounds = 0;
      while (nodes.stream().anyMatch(node -> node.statuses().size() < nodes.size())) {
        round();
        rounds++;
        assertTrue(rounds < 10_000, "no convergence");
      }
      return rounds;
    }

    void round() {
      nodes.forEach(StatusExchange::tick);
      while (!underWay.isEmpty()) {
        Envelope next = underWay.remove();
        nodes
            .get((int) next.to().high() - 1)
            .onMessage(NOW, next.from(), StatusCodec.decode(next.message()));
      }
    }

    private void send(NodeId from, NodeId to, StatusMessage message) {
      byte[] bytes = StatusCodec.encode(message);
      messages++;
      largest = Math.max(largest, bytes.length);
      if (losses.nextDouble() >= loss) {
        underWay.add(new Envelope(from, to, bytes));
      }
    }
  }
}
