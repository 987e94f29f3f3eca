package io.starling.node.admin;

import io.starling.node.admin.LoadReport.HeavyReport;
import io.starling.node.admin.LoadReport.MoveTotals;
import io.starling.node.admin.LoadReport.ResourceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A node that answers what a test wants, and remembers what it was told to do. */
public final class FakeNode implements Readiness, StatusSource, AdminAction {
  public static final String ID = "0123456789abcdef0123456789abcdef";

  public List<AwayReport> away = List.of();
  public List<String> obstacles = List.of();
  final List<Map<String, String>> performed = new ArrayList<>();

  @Override
  public List<String> obstacles() {
    return obstacles;
  }

  @Override
  public StatusReport report(boolean withSegments) {
    NodeReport node =
        new NodeReport(
            ID,
            "127.0.0.1",
            6379,
            7379,
            7946,
            9379,
            "north",
            NodeHealth.ALIVE,
            1,
            1,
            12,
            3456,
            7.5,
            new LoadReport(
                List.of(
                    new ResourceReport("cpu", 1, 2, 0.5),
                    new ResourceReport("memory", 100, 1_000, 0.1),
                    new ResourceReport("disk", 1, 4, 0.25),
                    new ResourceReport("network", 3, 100, 0.03)),
                2.5,
                1.5,
                256,
                128,
                List.of(),
                MoveTotals.NONE,
                List.of(new HeavyReport(0, true, 0.25, 7.5, 3, 3456))));
    SegmentReport segment =
        new SegmentReport(0, 0, 16_383, 3, ID, List.of(ID), List.of(), SegmentState.OPEN);
    return new StatusReport(
        "1.0",
        "fedcba9876543210fedcba9876543210",
        ID,
        obstacles.isEmpty(),
        obstacles,
        new SegmentTotals(1, 1, 0, 1, 0),
        List.of(node),
        away,
        withSegments ? List.of(segment) : List.of());
  }

  @Override
  public Outcome perform(Map<String, String> parameters) {
    performed.add(parameters);
    return parameters.containsKey("segment")
        ? new Outcome.Done("accepted")
        : new Outcome.Refused("name a segment");
  }
}
