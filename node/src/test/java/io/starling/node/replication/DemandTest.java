package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.load.DemandCount;
import io.starling.node.routing.Levels;
import io.starling.node.routing.Levels.ReadLevel;
import io.starling.node.routing.Levels.WriteLevel;
import org.junit.jupiter.api.Test;

/** What a segment counts as asked of it, at its primary and at its backups. */
class DemandTest {
  private final Ensemble ensemble = new Ensemble("abc", "a/abc");

  DemandTest() {
    ensemble.awaitServing('a');
  }

  private DemandCount demand(char node) {
    return ensemble.replica(node).demand().count();
  }

  @Test
  void aPrimaryCountsCommandsAndABackupWhatItIsToHold() {
    ensemble.submit('a', "SET k value");
    ensemble.submit('a', "GET k");
    ensemble.submit('a', "GET nothing");
    assertEquals(1, demand('a').writes());
    assertEquals(2, demand('a').reads());
    assertEquals(6, demand('a').bytesWritten());
    assertEquals(9 + 4 + 10, demand('a').bytesIn());
    assertEquals(2 * 6 + 2 + 5 + 1, demand('a').bytesOut());
    assertEquals(new DemandCount(0, 0, 1, 0, 6, 0, 6), demand('b'));
  }

  @Test
  void whatIsRefusedIsDemandToo() {
    Levels all = new Levels(WriteLevel.ALL, ReadLevel.PRIMARY);
    ensemble.cutOff('c');
    ensemble.submit('a', "SET k v");
    ensemble.pass(2_000);
    assertEquals("NOREPLICAS", ensemble.submit('a', "SET k w", all).toString());
    assertEquals(1, demand('a').turnedAway());
    assertEquals(1, demand('a').writes());
  }

  @Test
  void whoIsNotServedHereCountsWhereItIs() {
    ensemble.submit('b', "GET k");
    assertEquals(DemandCount.ZERO, demand('b'));
  }
}
