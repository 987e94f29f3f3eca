package io.starling.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.forecast.shed.Placement;
import io.starling.gossip.agreement.Configuration;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RestTest {
  private static final NodeId A = new NodeId(0, 1);
  private static final NodeId B = new NodeId(0, 2);
  private static final NodeId C = new NodeId(0, 3);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final KnownConfigurations configurations = new KnownConfigurations(1);
  private final Rest rest = new Rest(Duration.ofSeconds(6), configurations);

  @Test
  void whatIsThereAtTheFirstLookMayMoveAtOnce() {
    decide(1, A, List.of(A, B, C));
    assertEquals(B, primaryGranted(B, 0));
  }

  @Test
  void aRoleThatHasJustComeStaysUntilItHasRested() {
    decide(1, A, List.of(A, B, C));
    rest.observe(0);
    decide(2, B, List.of(A, B, C));
    assertEquals(B, primaryGranted(A, SECOND));
    assertEquals(B, primaryGranted(A, 6 * SECOND));
    assertEquals(A, primaryGranted(A, 7 * SECOND));
  }

  @Test
  void membersChangeWithoutRest() {
    decide(1, A, List.of(A));
    rest.observe(0);
    decide(2, B, List.of(A, B, C));
    Placement<NodeId> replaced = new Placement<>(A, List.of(A, C, new NodeId(0, 4)));
    assertEquals(replaced, granted(replaced, SECOND).get(0));
  }

  private void decide(long epoch, NodeId primary, List<NodeId> members) {
    configurations.learned(new Configuration(0, epoch, primary, members));
  }

  private NodeId primaryGranted(NodeId wanted, long nowNanos) {
    return granted(new Placement<>(wanted, List.of(A, B, C)), nowNanos).get(0).primary();
  }

  private SortedMap<Integer, Placement<NodeId>> granted(Placement<NodeId> wanted, long nowNanos) {
    rest.observe(nowNanos);
    TreeMap<Integer, Placement<NodeId>> all = new TreeMap<>();
    all.put(0, wanted);
    return rest.granted(all, nowNanos);
  }
}
