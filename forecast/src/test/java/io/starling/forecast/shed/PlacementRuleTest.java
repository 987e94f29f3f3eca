package io.starling.forecast.shed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlacementRuleTest {
  private static final int SEGMENTS = 256;

  private final PlacementRule<String> rule =
      new PlacementRule<>(3, name -> name.hashCode() * 0x9e3779b97f4a7c15L);

  @Test
  void leavesALoneNodeAlone() {
    var desired = rule.desired(allOn(List.of("a")), List.of("a"), List.of());
    assertEquals(new Placement<>("a", List.of("a")), desired.get(0));
  }

  @Test
  void doesNotGrowToTwoMembers() {
    var desired = rule.desired(allOn(List.of("a")), List.of("a", "b"), List.of());
    assertEquals(new Placement<>("a", List.of("a")), desired.get(0));
  }

  @Test
  void growsFromOneToThreeMembersAndSpreadsThePrimaries() {
    var desired = rule.desired(allOn(List.of("a")), List.of("a", "b", "c"), List.of());
    desired.values().forEach(p -> assertEquals(List.of("a", "b", "c"), p.members()));
    Map<String, Integer> primaries = primaries(desired);
    primaries
        .values()
        .forEach(count -> assertTrue(count >= 85 && count <= 86, primaries::toString));
  }

  @Test
  void keepsADeadMemberUntilItIsGoneForGood() {
    var desired = rule.desired(allOn(List.of("a", "b", "c")), List.of("a", "b", "d"), List.of());
    desired.values().forEach(p -> assertEquals(List.of("a", "b", "c"), p.members()));
    desired.values().forEach(p -> assertTrue(!p.primary().equals("c")));
  }

  @Test
  void replacesAMemberThatIsGone() {
    var desired = rule.desired(allOn(List.of("a", "b", "c")), List.of("a", "b", "d"), List.of("c"));
    desired.values().forEach(p -> assertEquals(List.of("a", "b", "d"), p.members()));
  }

  @Test
  void keepsAGoneMemberForWhomThereIsNoReplacement() {
    var desired = rule.desired(allOn(List.of("a", "b", "c")), List.of("a", "b"), List.of("c"));
    desired.values().forEach(p -> assertEquals(List.of("a", "b", "c"), p.members()));
  }

  @Test
  void newMembersComeFromOtherZonesFirst() {
    TreeMap<String, Site> sites = new TreeMap<>();
    for (String node : names(6)) {
      sites.put(node, new Site(node.compareTo("c") <= 0 ? "north" : node, 1, true));
    }
    var desired = rule.desired(allOn(List.of("a")), names(6), List.of(), sites);
    desired
        .values()
        .forEach(p -> assertTrue(!p.members().contains("b") && !p.members().contains("c")));
  }

  @Test
  void onlyNodesWithRoomAreChosen() {
    TreeMap<String, Site> sites = new TreeMap<>();
    names(5).forEach(node -> sites.put(node, new Site(node, 1, !node.equals("d"))));
    var desired = rule.desired(allOn(List.of("a")), names(5), List.of(), sites);
    desired.values().forEach(p -> assertTrue(!p.members().contains("d")));
  }

  @Test
  void aNodeOfTwiceTheSizeIsChosenMoreOften() {
    TreeMap<String, Site> sites = new TreeMap<>();
    names(9).forEach(node -> sites.put(node, new Site(node, node.equals("i") ? 2 : 1, true)));
    var desired = rule.desired(allOn(List.of("a")), names(9), List.of(), sites);
    TreeMap<String, Integer> copies = new TreeMap<>();
    desired.values().forEach(p -> p.members().forEach(node -> copies.merge(node, 1, Integer::sum)));
    for (String node : List.of("b", "c", "d", "e", "f", "g", "h")) {
      int single = copies.getOrDefault(node, 0);
      int twice = copies.getOrDefault("i", 0);
      assertTrue(twice > 1.3 * single, copies::toString);
    }
  }

  @Test
  void aForcedLeaverGoesThoughNobodyTakesItsPlace() {
    var desired = forced(List.of("a", "b", "c"), List.of("a", "b"), List.of("c"));
    desired.values().forEach(p -> assertEquals(1, p.members().size()));
    desired.values().forEach(p -> assertTrue(!p.members().contains("c")));
    assertTrue(primaries(desired).keySet().containsAll(List.of("a", "b")));
  }

  @Test
  void aForcedLeaverIsReplacedIfItCanBe() {
    var desired = forced(List.of("a", "b", "c"), List.of("a", "b", "d"), List.of("c"));
    desired.values().forEach(p -> assertEquals(List.of("a", "b", "d"), p.members()));
  }

  @Test
  void theLastLiveCopyStays() {
    var desired = forced(List.of("a", "b", "c"), List.of("a"), List.of("b", "c"));
    desired.values().forEach(p -> assertEquals(List.of("a"), p.members()));
    assertTrue(forced(List.of("a"), List.of(), List.of("a")).isEmpty());
    var byOthers = forced(List.of("a"), List.of("b"), List.of("a"));
    byOthers.values().forEach(p -> assertEquals(List.of("b"), p.members()));
  }

  @Test
  void growsAgainWhenOthersCome() {
    var desired = rule.desired(allOn(List.of("a")), List.of("a", "d", "e"), List.of());
    desired.values().forEach(p -> assertEquals(List.of("a", "d", "e"), p.members()));
  }

  @Property
  void neverLeavesASegmentWithoutALiveMember(
      @ForAll @IntRange(min = 0, max = 6) int live, @ForAll @IntRange(min = 0, max = 5) int leave) {
    List<String> members = names(5);
    List<String> forced = members.subList(0, leave);
    List<String> alive =
        names(9).subList(9 - live, 9).stream().filter(node -> !forced.contains(node)).toList();
    TreeMap<Integer, List<String>> present = new TreeMap<>();
    present.put(0, members);
    Placement<String> wanted =
        new PlacementRule<String>(5, name -> name.hashCode() * 0x9e3779b97f4a7c15L)
            .desired(
                present,
                alive,
                new PlacementRule.Leavers<>(List.of(), forced),
                new TreeMap<String, Site>())
            .get(0);
    if (wanted != null) {
      assertEquals(1, wanted.members().size() % 2);
      assertTrue(wanted.members().stream().anyMatch(alive::contains), wanted::toString);
    }
  }

  private SortedMap<Integer, Placement<String>> forced(
      List<String> members, List<String> live, List<String> forced) {
    return rule.desired(
        allOn(members),
        live,
        new PlacementRule.Leavers<>(List.of(), forced),
        new TreeMap<String, Site>());
  }

  @Test
  void refusesAnEvenNumberOfReplicas() {
    assertThrows(IllegalArgumentException.class, () -> new PlacementRule<>(2, String::hashCode));
  }

  @Property
  void comesToRestAfterOneRound(
      @ForAll @IntRange(min = 1, max = 9) int live, @ForAll @IntRange(min = 1, max = 5) int held) {
    List<String> nodes = names(live);
    SortedMap<Integer, List<String>> present = allOn(names(Math.min(held | 1, 5)));
    var once = rule.desired(present, nodes, List.of());
    TreeMap<Integer, List<String>> carriedOut = new TreeMap<>(present);
    once.forEach((segment, placement) -> carriedOut.put(segment, placement.members()));
    assertEquals(once, rule.desired(carriedOut, nodes, List.of()));
  }

  private static List<String> names(int count) {
    return List.of("a", "b", "c", "d", "e", "f", "g", "h", "i").subList(0, count);
  }

  private static SortedMap<Integer, List<String>> allOn(List<String> members) {
    TreeMap<Integer, List<String>> present = new TreeMap<>();
    for (int segment = 0; segment < SEGMENTS; segment++) {
      present.put(segment, members);
    }
    return present;
  }

  private static Map<String, Integer> primaries(SortedMap<Integer, Placement<String>> desired) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    desired.values().forEach(placement -> counts.merge(placement.primary(), 1, Integer::sum));
    return counts;
  }
}
