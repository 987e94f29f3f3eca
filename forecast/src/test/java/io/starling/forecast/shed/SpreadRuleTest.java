package io.starling.forecast.shed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpreadRuleTest {
  private static final int REPLICAS = 3;

  private final SpreadRule<String> rule = new SpreadRule<>(REPLICAS, Scene.HASH);

  private static SortedMap<String, Site> sites(int count) {
    TreeMap<String, Site> sites = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      sites.put("node" + i, new Site("zone" + i, 1, true));
    }
    return sites;
  }

  private static SortedMap<Integer, Placement<String>> onTheFirst(int nodes, int segments) {
    TreeMap<Integer, Placement<String>> present = new TreeMap<>();
    for (int segment = 0; segment < segments; segment++) {
      List<String> members = new ArrayList<>();
      for (int i = 0; i < REPLICAS; i++) {
        members.add("node" + (segment + i) % nodes);
      }
      present.put(segment, new Placement<>(members.get(0), members));
    }
    return present;
  }

  private static SortedSet<String> hollow(String... nodes) {
    return new TreeSet<>(List.of(nodes));
  }

  private static long copies(SortedMap<Integer, Placement<String>> placements, String node) {
    return placements.values().stream().filter(each -> each.members().contains(node)).count();
  }

  private static long roles(SortedMap<Integer, Placement<String>> placements, String node) {
    return placements.values().stream().filter(each -> each.primary().equals(node)).count();
  }

  @Test
  void fillsANewcomerUpToItsFairShareInOneStep() {
    SortedMap<Integer, Placement<String>> present = onTheFirst(3, 256);
    present.putAll(rule.steps(present, sites(4), hollow("node3")));
    for (int i = 0; i < 4; i++) {
      assertEquals(192, copies(present, "node" + i));
      assertEquals(64, roles(present, "node" + i));
    }
  }

  @Test
  void givesRolesBackWithoutData() {
    SortedMap<Integer, Placement<String>> present = onTheFirst(3, 90);
    present.replaceAll(
        (segment, placement) ->
            placement.primary().equals("node2")
                ? new Placement<>("node0", placement.members())
                : placement);
    SortedMap<Integer, Placement<String>> steps = rule.steps(present, sites(3), hollow("node2"));
    assertEquals(30, steps.size());
    steps.forEach((segment, step) -> assertEquals(present.get(segment).members(), step.members()));
  }

  @Test
  void growsNoSegmentAndTouchesNoneThatLacksAMember() {
    TreeMap<Integer, Placement<String>> present = new TreeMap<>();
    present.put(0, new Placement<>("node0", List.of("node0")));
    present.put(1, new Placement<>("node0", List.of("gone", "node0", "node1")));
    assertEquals(new TreeMap<>(), rule.steps(present, sites(4), hollow("node2", "node3")));
  }

  @Test
  void keepsMembersInDifferentZones() {
    TreeMap<String, Site> sites = new TreeMap<>(sites(3));
    sites.put("node3", new Site("zone1", 1, true));
    SortedMap<Integer, Placement<String>> present = onTheFirst(3, 100);
    SortedMap<Integer, Placement<String>> steps = rule.steps(present, sites, hollow("node3"));
    assertTrue(steps.size() > 20, () -> "only " + steps.size());
    steps.values().forEach(step -> assertTrue(!step.members().contains("node1"), step::toString));
  }

  @Test
  void givesNothingToWhoHasNoRoom() {
    TreeMap<String, Site> sites = new TreeMap<>(sites(3));
    sites.put("node3", new Site("zone3", 1, false));
    assertEquals(new TreeMap<>(), rule.steps(onTheFirst(3, 100), sites, hollow("node3")));
  }

  /** Whatever a random cluster looks like, some of it carried out or all. */
  @Property(tries = 200)
  void comesToRestAndNeverTakesBack(
      @ForAll long seed, @ForAll @IntRange(min = 3, max = 8) int nodes) {
    Random random = new Random(seed);
    SortedMap<Integer, Placement<String>> present = onTheFirst(Math.max(3, nodes - 2), 64);
    TreeSet<String> hollow = new TreeSet<>(List.of("node" + (nodes - 1), "node" + (nodes - 2)));
    SortedMap<Integer, Placement<String>> steps = rule.steps(present, sites(nodes), hollow);
    TreeMap<Integer, Placement<String>> some = new TreeMap<>(present);
    TreeMap<Integer, Placement<String>> all = new TreeMap<>(present);
    all.putAll(steps);
    steps.forEach(
        (segment, step) -> {
          assertEquals(REPLICAS, step.members().size());
          if (random.nextBoolean()) {
            some.put(segment, step);
          }
        });
    assertEquals(new TreeMap<>(), rule.steps(all, sites(nodes), hollow));
    assertTrue(rule.steps(some, sites(nodes), hollow).size() <= steps.size());
  }
}
