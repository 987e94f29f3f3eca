package io.starling.gossip.assignment;

import io.starling.gossip.agreement.Configuration;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Configurations and maps for tests. The same segment and epoch give the same one: it was decided
 * once.
 */
final class Configurations {
  static final int SEGMENTS = 8;

  private Configurations() {}

  static Configuration decided(int segment, long epoch) {
    Random random = new Random(segment * 31L + epoch);
    List<NodeId> members = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      members.add(new NodeId(random.nextLong(), random.nextLong()));
    }
    return new Configuration(segment, epoch, members.get(random.nextInt(3)), members);
  }

  static Arbitrary<Configuration> configurations() {
    return Combinators.combine(
            Arbitraries.integers().between(0, SEGMENTS - 1), Arbitraries.longs().between(1, 20))
        .as(Configurations::decided);
  }

  static Arbitrary<AssignmentMap> maps() {
    return configurations().list().ofMaxSize(20).map(Configurations::mapOf);
  }

  static AssignmentMap mapOf(List<Configuration> configurations) {
    AssignmentMap map = new AssignmentMap(SEGMENTS);
    configurations.forEach(map::adopt);
    return map;
  }
}
