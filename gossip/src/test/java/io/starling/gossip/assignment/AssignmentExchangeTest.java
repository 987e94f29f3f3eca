package io.starling.gossip.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.gossip.agreement.Configuration;
import io.starling.storage.id.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AssignmentExchangeTest {
  private static final NodeId FIRST = new NodeId(1, 1);
  private static final NodeId SECOND = new NodeId(2, 2);
  private static final int MESSAGE_BYTES_MAX = 16 << 10;

  @Property(tries = 200)
  void makesTwoMapsTheirMergeInOneRound(
      @ForAll("maps") AssignmentMap first, @ForAll("maps") AssignmentMap second) {
    AssignmentMap merged = new AssignmentMap(Configurations.SEGMENTS);
    merged.merge(first);
    merged.merge(second);
    Pair pair = new Pair(first, second, MESSAGE_BYTES_MAX);
    pair.round();
    assertEquals(merged, first);
    assertEquals(merged, second);
    assertTrue(pair.messages <= 5, pair.messages + " messages");
  }

  @Property(tries = 50)
  void reportsWhatWasLearnedOnceAndOnlyThat(
      @ForAll("maps") AssignmentMap first, @ForAll("maps") AssignmentMap second) {
    List<Configuration> expected = new ArrayList<>();
    for (Configuration known : second.configurations()) {
      if (known.epoch() > first.epoch(known.segment())) {
        expected.add(known);
      }
    }
    Pair pair = new Pair(first, second, MESSAGE_BYTES_MAX);
    pair.round();
    pair.round();
    pair.learnedByFirst.sort((a, b) -> Integer.compare(a.segment(), b.segment()));
    assertEquals(expected, pair.learnedByFirst);
  }

  @Example
  void costsOneMessageWhileBothAgree() {
    AssignmentMap same = Configurations.mapOf(List.of(Configurations.decided(1, 2)));
    AssignmentMap copy = Configurations.mapOf(List.of(Configurations.decided(1, 2)));
    Pair pair = new Pair(same, copy, MESSAGE_BYTES_MAX);
    pair.round();
    assertEquals(1, pair.messages);
  }

  @Example
  void sendsWhatIsFurthestAheadFirstWhenNotAllFits() {
    AssignmentMap first =
        Configurations.mapOf(
            List.of(
                Configurations.decided(0, 2),
                Configurations.decided(1, 9),
                Configurations.decided(2, 5)));
    AssignmentMap second = new AssignmentMap(Configurations.SEGMENTS);
    Pair pair = new Pair(first, second, 2 * (32 + 3 * 16));
    pair.round();
    assertEquals(List.of(0L, 9L, 5L), second.epochs().subList(0, 3));
    pair.round();
    assertEquals(first, second);
  }

  @Example
  void refusesTheEpochsOfAnotherNumberOfSegments() {
    Pair pair =
        new Pair(
            new AssignmentMap(Configurations.SEGMENTS),
            new AssignmentMap(Configurations.SEGMENTS),
            MESSAGE_BYTES_MAX);
    AssignmentMessage alien = new AssignmentMessage.Epochs(List.of(1L), true);
    assertThrows(IllegalArgumentException.class, () -> pair.first.onMessage(SECOND, alien));
  }

  @Property(tries = 200)
  void returnsMessagesAsTheyWere(@ForAll("maps") AssignmentMap map, @ForAll boolean flag) {
    for (AssignmentMessage message :
        List.of(
            new AssignmentMessage.Digest(map.digest()),
            new AssignmentMessage.Epochs(map.epochs(), flag),
            new AssignmentMessage.Newer(map.configurations()))) {
      assertEquals(message, AssignmentCodec.decode(AssignmentCodec.encode(message)));
    }
  }

  @Property(tries = 2000)
  void failsOnArbitraryBytesInOneWayOnly(@ForAll byte[] bytes) {
    try {
      AssignmentCodec.decode(bytes);
    } catch (IllegalArgumentException expected) {
      // A driver drops such a message.
    }
  }

  @Provide
  Arbitrary<AssignmentMap> maps() {
    return Configurations.maps();
  }

  /** Two nodes in memory. */
  private static final class Pair {
    private record Envelope(NodeId to, byte[] message) {}

    final AssignmentExchange first;
    final AssignmentExchange second;
    final List<Configuration> learnedByFirst = new ArrayList<>();
    int messages;
    private final ArrayDeque<Envelope> underWay = new ArrayDeque<>();

    Pair(AssignmentMap firstMap, AssignmentMap secondMap, int messageBytesMax) {
      this.first = exchange(FIRST, firstMap, messageBytesMax, learnedByFirst);
      this.second = exchange(SECOND, secondMap, messageBytesMax, new ArrayList<>());
    }

    void round() {
      first.tick(List.of(FIRST, SECOND));
      while (!underWay.isEmpty()) {
        Envelope next = underWay.remove();
        AssignmentMessage message = AssignmentCodec.decode(next.message());
        if (next.to().equals(FIRST)) {
          first.onMessage(SECOND, message);
        } else {
          second.onMessage(FIRST, message);
        }
      }
    }

    private AssignmentExchange exchange(
        NodeId self, AssignmentMap map, int messageBytesMax, List<Configuration> learned) {
      return new AssignmentExchange(
          self,
          map,
          messageBytesMax,
          new Random(1),
          new AssignmentOutput() {
            @Override
            public void send(NodeId to, AssignmentMessage message) {
              messages++;
              underWay.add(new Envelope(to, AssignmentCodec.encode(message)));
            }

            @Override
            public void learned(Configuration decided) {
              learned.add(decided);
            }
          });
    }
  }
}
