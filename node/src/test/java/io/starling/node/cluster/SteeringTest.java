package io.starling.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.forecast.shed.Placement;
import io.starling.forecast.shed.Site;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.membership.Member;
import io.starling.gossip.status.Leave;
import io.starling.gossip.transport.PeerAddress;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SteeringTest {
  private static final long SECOND = 1_000_000_000;
  private static final int SEGMENTS = 16;
  private static final int REPLICAS = 3;

  private final KnownConfigurations configurations = new KnownConfigurations(SEGMENTS, () -> 0);
  private final List<Member> members = new ArrayList<>();
  private final TreeMap<NodeId, Leave> leaves = new TreeMap<>();
  private final TreeMap<NodeId, Site> sites = new TreeMap<>();
  private SortedMap<Integer, Placement<NodeId>> aim = new TreeMap<>();
  private final Steering steering =
      new Steering(
          id(1),
          REPLICAS,
          Duration.ofSeconds(60),
          configurations,
          () -> members,
          node -> leaves.getOrDefault(node, Leave.STAYS),
          () -> sites,
          desired -> aim = desired);

  private static NodeId id(int number) {
    return new NodeId(number, number * 0x9e3779b97f4a7c15L);
  }

  private void join(int number, String zone) {
    members.add(
        new Member(id(number), 1, new PeerAddress("localhost", 7946), 6379, 7379, 9379, zone));
    sites.put(id(number), new Site(zone, 1, true));
  }

  private void die(int number) {
    members.removeIf(member -> member.nodeId().equals(id(number)));
  }

  private void allOn(int... numbers) {
    List<NodeId> group = IntStream.of(numbers).mapToObj(SteeringTest::id).sorted().toList();
    for (int segment = 0; segment < SEGMENTS; segment++) {
      configurations.learned(new Configuration(segment, 1, group.get(0), group));
    }
  }

  private void run(long seconds) {
    steering.run(seconds * SECOND);
  }

  @Test
  void aZoneThatIsLostIsReplacedFromTheOthersFirstWithOneCopyInEach() {
    join(1, "north");
    join(2, "north");
    join(3, "south");
    join(4, "south");
    join(5, "east");
    join(6, "west");
    allOn(1, 3, 5);
    run(0);
    die(5);
    run(1);
    run(30);
    assertTrue(aim.values().stream().allMatch(p -> p.members().contains(id(5))));
    run(61);
    aim.values().forEach(p -> assertEquals(List.of(id(1), id(3), id(6)), p.members()));
    assertEquals(60, steering.away().get(id(5)).toSeconds());
  }

  @Test
  void anOperatorNeedNotWait() {
    IntStream.rangeClosed(1, 4).forEach(number -> join(number, "zone"));
    allOn(1, 2, 3);
    run(0);
    die(3);
    run(1);
    steering.forget(id(3), 2 * SECOND);
    run(2);
    aim.values().forEach(p -> assertEquals(List.of(id(1), id(2), id(4)), p.members()));
    join(3, "zone");
    run(3);
    run(5);
    aim.values().forEach(p -> assertTrue(p.members().contains(id(3))));
    assertTrue(steering.away().isEmpty());
  }

  @Test
  void onlyByForceASegmentGetsFewerMembers() {
    IntStream.rangeClosed(1, 3).forEach(number -> join(number, "zone"));
    allOn(1, 2, 3);
    run(0);
    leaves.put(id(3), Leave.DRAINS);
    run(2);
    aim.values().forEach(p -> assertEquals(3, p.members().size()));
    leaves.put(id(3), Leave.EVACUATES);
    run(3);
    aim.values().forEach(p -> assertEquals(1, p.members().size()));
    aim.values().forEach(p -> assertTrue(!p.members().contains(id(3))));
    leaves.put(id(2), Leave.EVACUATES);
    leaves.put(id(1), Leave.EVACUATES);
    steering.leave(Leave.EVACUATES);
    run(4);
    assertTrue(aim.isEmpty());
  }
}
