package io.starling.node.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.starling.forecast.shed.ResourceVector;
import io.starling.gossip.status.Endpoints;
import io.starling.gossip.status.Holdings;
import io.starling.gossip.status.Leave;
import io.starling.gossip.status.LoadReport;
import io.starling.gossip.status.MovesReport;
import io.starling.gossip.status.NodeReport;
import io.starling.gossip.status.Reserve;
import io.starling.gossip.status.Resources;
import io.starling.gossip.status.Utilisation;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LoadViewTest {
  private static final NodeId SMALL = new NodeId(0, 1);
  private static final NodeId LARGE = new NodeId(0, 2);

  private static NodeReport report(double cores, int primaries, int copies) {
    return new NodeReport(
        new Endpoints("host", 1, 2, 3, 4, "zone"),
        Utilisation.IDLE,
        0,
        new Holdings(0, 0, primaries, copies, 0),
        Leave.STAYS,
        new LoadReport(
            new Resources(cores, 1_000, 2_000, 3_000),
            new Resources(1.5, 10, 20, 40),
            new Resources(0.5, 10, 20, 30),
            0,
            0),
        Reserve.NONE,
        MovesReport.NONE,
        List.of());
  }

  private static LoadView view(NodeReport small, NodeReport large) {
    TreeMap<NodeId, NodeReport> reports = new TreeMap<>();
    reports.put(SMALL, small);
    reports.put(LARGE, large);
    return new LoadView(reports);
  }

  @Test
  void tellsCapacityAndLoadAsTheyWereReported() {
    LoadView view = view(report(2, 0, 0), report(6, 0, 0));
    assertEquals(new ResourceVector(6, 1_000, 2_000, 3_000, 0), view.capacity(LARGE));
    assertEquals(new ResourceVector(0.5, 10, 20, 30, 0), view.load(SMALL));
  }

  @Test
  void usesATenthOfThePresenceOfANodeWithItsFairShare() {
    LoadView view = view(report(2, 4, 10), report(6, 12, 30));
    assertEquals(22, view.load(SMALL).presence());
    assertEquals(220, view.capacity(SMALL).presence());
    assertEquals(66, view.load(LARGE).presence());
    assertEquals(660, view.capacity(LARGE).presence());
  }

  @Test
  void sharesEquallyWhatNobodyHasCoresFor() {
    LoadView view = view(report(0, 1, 1), report(0, 0, 0));
    assertEquals(view.capacity(SMALL).presence(), view.capacity(LARGE).presence());
  }

  @Test
  void aPrimaryIsMorePresentThanABackup() {
    SegmentUse use =
        new SegmentUse(Demand.NONE, new Resources(1, 2, 3, 4), new Resources(0.5, 2, 3, 1));
    assertEquals(new ResourceVector(1, 2, 3, 4, 4), LoadView.asPrimary(use));
    assertEquals(new ResourceVector(0.5, 2, 3, 1, 1), LoadView.asBackup(use));
  }

  @Test
  void knowsOnlyWhoHasReported() {
    LoadView view = view(report(2, 0, 0), report(6, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> view.load(new NodeId(0, 3)));
  }
}
