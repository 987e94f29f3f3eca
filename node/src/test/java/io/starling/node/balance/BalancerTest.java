package io.starling.node.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.starling.forecast.shed.Placement;
import io.starling.forecast.shed.Policy;
import io.starling.forecast.shed.Strategy;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.migration.MigrationMessage.Moved;
import io.starling.node.migration.MoveKind;
import io.starling.node.migration.Wanted;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What node 1 does about segment 5, of which it is the primary. */
class BalancerTest {
  private static final int SEGMENT = 5;

  private final List<String> said = new ArrayList<>();
  private final Balancer balancer =
      new Balancer(
          id(1),
          3,
          Policy.of(Strategy.BALANCED),
          (to, message) -> said.add(to.low() + ": " + message));
  private final Configuration present = configuration(3, 1, 1, 2, 3);

  private static NodeId id(int low) {
    return new NodeId(0, low);
  }

  private static List<NodeId> ids(int... low) {
    return Arrays.stream(low).mapToObj(BalancerTest::id).toList();
  }

  private static Configuration configuration(long epoch, int primary, int... members) {
    return new Configuration(SEGMENT, epoch, id(primary), ids(members));
  }

  private void order(int primary, int... members) {
    balancer.order(present, new Placement<>(id(primary), ids(members)), 10, 0);
  }

  /** What is wanted of the segment when the placement rule wants it there. */
  private Wanted wanted(int primary, int... members) {
    TreeMap<Integer, Wanted> structural = new TreeMap<>();
    Placement<NodeId> placement = new Placement<>(id(primary), ids(members));
    structural.put(SEGMENT, new Wanted(placement, MoveKind.FILL, 10));
    return balancer.wanted(structural).get(SEGMENT);
  }

  @Test
  void takesASegmentWhereAnOperatorWantsIt() {
    order(4, 2, 3, 4);
    assertEquals(
        new Wanted(new Placement<>(id(4), ids(2, 3, 4)), MoveKind.MANUAL, 10), wanted(1, 1, 2, 3));
  }

  @Test
  void whatIsMissingComesFirst() {
    order(4, 2, 3, 4);
    assertEquals(MoveKind.FILL, wanted(1, 1, 2, 5).kind());
  }

  @Test
  void tellsTheMembersThatItWasMeantSo() {
    order(4, 2, 3, 4);
    balancer.adopted(present, configuration(4, 4, 2, 3, 4), 0, 0);
    Moved news = new Moved(SEGMENT, 4);
    assertEquals(List.of("2: " + news, "3: " + news, "4: " + news), said);
    assertEquals(MoveKind.FILL, wanted(1, 1, 2, 3).kind());
  }

  @Test
  void aFailOverEndsAWishAndTellsNobody() {
    order(4, 2, 3, 4);
    balancer.adopted(present, configuration(4, 2, 1, 2, 3), 0, 0);
    assertEquals(List.of(), said);
    assertEquals(MoveKind.FILL, wanted(1, 1, 2, 3).kind());
  }

  @Test
  void knowsNothingOfSegmentsThatAreNotThere() {
    order(4, 2, 3, 4);
    assertNull(balancer.wanted(new TreeMap<>()).get(SEGMENT));
  }
}
