package io.starling.gossip.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.gossip.agreement.Configuration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AssignmentMapTest {
  @Property(tries = 200)
  void mergesInAnyOrderAndGroupingToTheSame(
      @ForAll("maps") AssignmentMap a,
      @ForAll("maps") AssignmentMap b,
      @ForAll("maps") AssignmentMap c) {
    assertEquals(merged(a, b), merged(b, a));
    assertEquals(merged(merged(a, b), c), merged(a, merged(b, c)));
    assertEquals(a, merged(a, a));
  }

  @Property(tries = 200)
  void digestsTellEpochsApart(@ForAll("maps") AssignmentMap a, @ForAll("maps") AssignmentMap b) {
    assertEquals(a.epochs().equals(b.epochs()), a.digest() == b.digest());
  }

  @Property(tries = 200)
  void doesNotDependOnTheOrderOfAdoption(
      @ForAll("lists") List<Configuration> configurations, @ForAll long seed) {
    AssignmentMap inOrder = Configurations.mapOf(configurations);
    List<Configuration> shuffled = new ArrayList<>(configurations);
    Collections.shuffle(shuffled, new Random(seed));
    assertEquals(inOrder, Configurations.mapOf(shuffled));
    assertEquals(inOrder.digest(), Configurations.mapOf(shuffled).digest());
  }

  @Example
  void keepsTheHigherEpoch() {
    AssignmentMap map = new AssignmentMap(Configurations.SEGMENTS);
    assertTrue(map.adopt(Configurations.decided(3, 5)));
    assertFalse(map.adopt(Configurations.decided(3, 4)));
    assertFalse(map.adopt(Configurations.decided(3, 5)));
    assertTrue(map.adopt(Configurations.decided(3, 6)));
    assertEquals(Configurations.decided(3, 6), map.find(3).orElseThrow());
  }

  @Example
  void refusesASegmentTheClusterDoesNotHave() {
    AssignmentMap map = new AssignmentMap(Configurations.SEGMENTS);
    Configuration beyond = Configurations.decided(Configurations.SEGMENTS, 1);
    assertThrows(IllegalArgumentException.class, () -> map.adopt(beyond));
  }

  @Provide
  Arbitrary<AssignmentMap> maps() {
    return Configurations.maps();
  }

  @Provide
  Arbitrary<List<Configuration>> lists() {
    return Configurations.configurations().list().ofMaxSize(20);
  }

  private static AssignmentMap merged(AssignmentMap first, AssignmentMap second) {
    AssignmentMap merged = new AssignmentMap(Configurations.SEGMENTS);
    merged.merge(first);
    merged.merge(second);
    return merged;
  }
}
