package io.starling.node.process;

import io.starling.node.admin.AdminAction;
import io.starling.node.admin.AdminAction.Outcome.Done;
import io.starling.node.admin.AdminAction.Outcome.Refused;
import io.starling.node.admin.VerifyReport;
import io.starling.node.admin.VerifyReport.CopyReport;
import io.starling.node.loop.NodeLoop;
import io.starling.node.loop.NodeLoops;
import io.starling.node.replication.CopyComparison;
import io.starling.node.replication.CopyComparison.Finding;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code verify}: compares all copies of some segments of which this node is the primary. A copy
 * that cannot be compared at the moment is asked again, until the time is up.
 */
final class VerifyCopies implements AdminAction {
  private static final int SEGMENTS_MAX = 1024;
  private static final long PATIENCE_MILLIS = 3_000;
  private static final long PAUSE_MILLIS = 10;

  private final NodeId self;
  private final NodeLoops loops;
  private final int segmentCount;

  VerifyCopies(NodeId self, NodeLoops loops, int segmentCount) {
    this.self = self;
    this.loops = loops;
    this.segmentCount = segmentCount;
  }

  @Override
  public Outcome perform(Map<String, String> parameters) {
    String from = parameters.getOrDefault("from", "");
    String count = parameters.getOrDefault("count", "");
    if (!from.matches("\\d{1,5}") || !count.matches("\\d{1,4}")) {
      return new Refused("say which segments: {\"from\": NUMBER, \"count\": NUMBER}");
    }
    int first = Integer.parseInt(from);
    int last = Math.min(segmentCount, first + Math.min(SEGMENTS_MAX, Integer.parseInt(count)));
    try {
      return new Done(verify(first, last).toJson());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Refused("interrupted");
    }
  }

  private VerifyReport verify(int first, int end) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    List<SegmentVerdict> open = new ArrayList<>();
    for (int segment = first; segment < end; segment++) {
      open.add(new SegmentVerdict(segment));
    }
    List<SegmentVerdict> done = new ArrayList<>();
    while (!open.isEmpty() && System.nanoTime() - deadline < 0) {
      open.forEach(this::ask);
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      done.addAll(open.stream().filter(SegmentVerdict::isComplete).toList());
      open.removeIf(verdict -> verdict.isComplete() || verdict.isElsewhere());
    }
    return new VerifyReport(
        self.toHex(),
        done.stream().map(SegmentVerdict::segment).toList(),
        done.stream().flatMap(verdict -> verdict.copies().stream()).toList(),
        open.stream().map(SegmentVerdict::obstacle).toList());
  }

  private void ask(SegmentVerdict verdict) {
    if (verdict.mayAsk()) {
      NodeLoop loop = loops.of(verdict.segment());
      loop.run(() -> verdict.expect(loop.compareCopies(verdict.segment(), verdict)));
    }
  }

  /** What is known of the copies of one segment; told by its loop, read by the asking thread. */
  private static final class SegmentVerdict implements CopyComparison.Listener {
    private final int segment;
    private final TreeMap<NodeId, Finding> findings = new TreeMap<>();
    private boolean underWay;
    private boolean elsewhere;
    private int expected;
    private int heard;

    SegmentVerdict(int segment) {
      this.segment = segment;
    }

    int segment() {
      return segment;
    }

    /** Whether nothing is under way; from then on something is. */
    synchronized boolean mayAsk() {
      if (underWay) {
        return false;
      }
      underWay = true;
      findings.values().removeIf(Finding.NotCompared.class::isInstance);
      expected = Integer.MAX_VALUE;
      heard = 0;
      return true;
    }

    synchronized void expect(OptionalInt copies) {
      elsewhere = copies.isEmpty();
      expected = copies.orElse(0);
      underWay = heard < expected;
    }

    @Override
    public synchronized void compared(NodeId node, Finding finding) {
      boolean wasDifferent = findings.get(node) instanceof Finding.Different;
      if (!wasDifferent) {
        findings.put(node, finding);
      }
      heard++;
      underWay = heard < expected;
    }

    synchronized boolean isElsewhere() {
      return !underWay && elsewhere;
    }

    synchronized boolean isComplete() {
      return !underWay
          && !elsewhere
          && findings.values().stream().noneMatch(Finding.NotCompared.class::isInstance);
    }

    synchronized List<CopyReport> copies() {
      List<CopyReport> copies = new ArrayList<>();
      findings.forEach(
          (node, finding) -> {
            switch (finding) {
              case Finding.Equal equal -> copies.add(copy(node, true, 0));
              case Finding.Different different -> copies.add(copy(node, false, different.leaves()));
              case Finding.NotCompared unknown -> {}
            }
          });
      return copies;
    }

    private CopyReport copy(NodeId node, boolean equal, int leaves) {
      return new CopyReport(segment, node.toHex(), equal, leaves);
    }

    synchronized String obstacle() {
      StringBuilder text = new StringBuilder("segment " + segment + ":");
      findings.forEach(
          (node, finding) -> {
            if (finding instanceof Finding.NotCompared unknown) {
              text.append(" the copy of ").append(node.toHex(), 0, 8).append(": ");
              text.append(unknown.why()).append(';');
            }
          });
      return text.append(underWay ? " no answer in time" : "").toString();
    }
  }
}
