package io.starling.node.balance;

import static io.starling.node.balance.World.id;
import static io.starling.node.balance.World.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.forecast.shed.Policy;
import io.starling.forecast.shed.Strategy;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.migration.MigrationMessage.TakeBack;
import io.starling.node.migration.MoveKind;
import io.starling.node.migration.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What node 1 decides, second by second. */
class BalancerDecisionsTest {
  private final List<String> said = new ArrayList<>();
  private final Balancer balancer =
      new Balancer(
          id(1),
          3,
          Policy.of(Strategy.AGGRESSIVE),
          (to, message) -> said.add(to.low() + ": " + message));
  private long nowMillis = 1_000_000;

  private void decide(World world) {
    nowMillis += 1000;
    balancer.decide(world.around(), world.structural(), nowMillis * 1_000_000, nowMillis);
  }

  private void decide(World world, int seconds) {
    for (int i = 0; i < seconds; i++) {
      decide(world);
    }
  }

  /** The segments that are to go elsewhere, and where. */
  private SortedMap<Integer, Wanted> wishes(World world, MoveKind kind) {
    TreeMap<Integer, Wanted> wishes = new TreeMap<>(balancer.wanted(world.structural()));
    wishes.values().removeIf(wanted -> wanted.kind() != kind);
    return wishes;
  }

  /** Carries out what is wanted of a segment. */
  private Configuration comesTrue(World world, int segment, Wanted wanted) {
    Configuration former = world.configurations.get(segment);
    Configuration now =
        former.withMembers(wanted.placement().primary(), wanted.placement().members());
    world.configurations.put(segment, now);
    balancer.adopted(former, now, nowMillis * 1_000_000, nowMillis);
    return now;
  }

  private static World three(int segments, double cores) {
    World world = new World(3);
    for (int segment = 0; segment < segments; segment++) {
      world.place(segment, 1, cores, 1 + segment % 3, 1, 2, 3);
    }
    return world;
  }

  @Test
  void aNewcomerIsFilledInOneDecision() {
    World world = three(96, 0);
    decide(world, 5);
    assertEquals(new TreeMap<>(), wishes(world, MoveKind.SPREAD));
    world.nodes.add(id(4));
    decide(world);
    SortedMap<Integer, Wanted> wishes = wishes(world, MoveKind.SPREAD);
    assertTrue(wishes.size() >= 20, () -> "only " + wishes.size());
    wishes.values().forEach(wanted -> assertTrue(wanted.placement().members().contains(id(4))));
  }

  @Test
  void nothingIsWeighedWhileANodeIsFilledAndFeltAfterwards() {
    World world = three(96, 0);
    for (int segment = 0; segment < 96; segment += 3) {
      world.cores.put(segment, 0.1);
    }
    world.nodes.add(id(4));
    decide(world);
    SortedMap<Integer, Wanted> wishes = wishes(world, MoveKind.SPREAD);
    assertFalse(wishes.isEmpty());
    wishes.forEach((segment, wanted) -> comesTrue(world, segment, wanted));
    decide(world, 30);
    assertEquals(new TreeMap<>(), wishes(world, MoveKind.BALANCE));
  }

  @Test
  void aWishForANodeThatIsGoneIsForgotten() {
    World world = three(96, 0);
    world.nodes.add(id(4));
    decide(world);
    assertFalse(wishes(world, MoveKind.SPREAD).isEmpty());
    world.nodes.remove(id(4));
    decide(world);
    assertEquals(new TreeMap<>(), wishes(world, MoveKind.SPREAD));
  }

  /** Node 1 leads everything that is asked for, and passes roles. */
  private static World skewed() {
    World world = three(48, 0.02);
    for (int segment = 0; segment < 48; segment += 3) {
      world.cores.put(segment, 0.18);
    }
    world.nodes.forEach(node -> world.p99Millis.put(node, 2.0));
    world.nodes.forEach(node -> world.lagMillis.put(node, 1.0));
    return world;
  }

  private int firstShed(World world) {
    for (int second = 0; second < 200 && wishes(world, MoveKind.BALANCE).isEmpty(); second++) {
      decide(world);
    }
    return wishes(world, MoveKind.BALANCE).firstKey();
  }

  @Test
  void aMoveThatHurtsGoesBackAndIsNotTriedAgain() {
    World world = skewed();
    int segment = firstShed(world);
    Wanted wanted = wishes(world, MoveKind.BALANCE).get(segment);
    Configuration former = world.configurations.get(segment);
    Configuration now = comesTrue(world, segment, wanted);
    world.lagMillis.put(now.primary(), 400.0);
    decide(world, 30);
    TakeBack back = new TakeBack(segment, now.epoch());
    assertTrue(said.contains(now.primary().low() + ": " + back), said::toString);
    Configuration undone = now.withMembers(former.primary(), former.members());
    world.configurations.put(segment, undone);
    balancer.adopted(now, undone, nowMillis * 1_000_000, nowMillis);
    int before = said.size();
    decide(world, 240);
    wishes(world, MoveKind.BALANCE)
        .values()
        .forEach(again -> assertFalse(again.placement().primary().equals(now.primary())));
    assertTrue(said.size() - before < 100);
  }

  @Test
  void aPauseOfTheTargetIsNoReasonToGoBack() {
    World world = skewed();
    int segment = firstShed(world);
    Configuration now = comesTrue(world, segment, wishes(world, MoveKind.BALANCE).get(segment));
    decide(world, 7);
    world.lagMillis.put(now.primary(), 400.0);
    decide(world, 5);
    world.lagMillis.put(now.primary(), 1.0);
    decide(world, 30);
    assertFalse(said.contains(now.primary().low() + ": " + new TakeBack(segment, now.epoch())));
  }

  @Test
  void whoIsAskedToTakeBackGoesWhereTheSegmentWas() {
    World world = three(3, 0);
    Configuration former = new Configuration(7, 4, id(2), ids(2, 3, 4));
    Configuration now = new Configuration(7, 5, id(1), ids(1, 2, 3));
    world.nodes.add(id(4));
    world.configurations.put(7, now);
    balancer.adopted(former, now, 0, 0);
    balancer.takeBack(new TakeBack(7, 5), world.around(), 0, 0);
    Wanted back = wishes(world, MoveKind.UNDO).get(7);
    assertEquals(id(2), back.placement().primary());
    assertEquals(ids(2, 3, 4), back.placement().members());
  }

  @Test
  void aLateWordTakesNothingBack() {
    World world = three(3, 0);
    Configuration former = new Configuration(7, 4, id(2), ids(1, 2, 3));
    Configuration now = new Configuration(7, 5, id(1), ids(1, 2, 3));
    world.configurations.put(7, now);
    balancer.adopted(former, now, 0, 0);
    balancer.takeBack(new TakeBack(7, 4), world.around(), 0, 0);
    assertEquals(new TreeMap<>(), wishes(world, MoveKind.UNDO));
  }

  @Test
  void aTargetThatDoesNotTakeWhatIsWrittenCountsAsOneThatRefused() {
    World world = three(96, 0);
    world.nodes.add(id(4));
    decide(world);
    int segment = wishes(world, MoveKind.SPREAD).firstKey();
    balancer.lost(segment, id(4), nowMillis);
    assertFalse(wishes(world, MoveKind.SPREAD).containsKey(segment));
  }

  @Test
  void rolesSpreadWhenEverySegmentHasItsMembers() {
    World world = new World(3);
    for (int segment = 0; segment < 30; segment++) {
      world.place(segment, 2, 0, 1, 1, 2, 3);
    }
    world.place(30, 1, 0, 1, 1);
    decide(world);
    assertEquals(new TreeMap<>(), wishes(world, MoveKind.SPREAD));
    world.place(30, 2, 0, 1, 1, 2, 3);
    decide(world);
    assertEquals(20, wishes(world, MoveKind.SPREAD).size());
  }

  @Test
  void pausedItFillsNobody() {
    World world = three(96, 0);
    world.nodes.add(id(4));
    balancer.pause(true, nowMillis);
    decide(world, (int) Duration.ofMinutes(1).toSeconds());
    assertEquals(new TreeMap<>(), wishes(world, MoveKind.SPREAD));
  }
}
