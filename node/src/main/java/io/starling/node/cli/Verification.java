package io.starling.node.cli;

import io.starling.node.admin.AdminClient;
import io.starling.node.admin.NodeReport;
import io.starling.node.admin.VerifyReport;
import io.starling.node.admin.VerifyReport.CopyReport;
import io.starling.node.settings.HostAndPort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Asks every node, part by part, until all segments were verified by their primaries. */
final class Verification {
  private static final int SEGMENTS_AT_A_TIME = 64;
  private static final long PAUSE_MILLIS = 200;

  private final List<NodeReport> nodes;
  private final int segmentCount;
  private final @Nullable String secret;
  private final TreeSet<Integer> missing = new TreeSet<>();
  private final TreeSet<String> obstacles = new TreeSet<>();
  private final List<CopyReport> copies = new ArrayList<>();

  /**
   * @param secret of the cluster; null if all nodes are on this machine
   */
  Verification(List<NodeReport> nodes, int segmentCount, @Nullable String secret) {
    this.nodes = List.copyOf(nodes);
    this.segmentCount = segmentCount;
    this.secret = secret;
    for (int segment = 0; segment < segmentCount; segment++) {
      missing.add(segment);
    }
  }

  /**
   * Verifies what there is to verify; what cannot be verified now is tried again.
   *
   * @param progress told how many segments are done
   */
  void run(long millis, IntConsumer progress) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    round(progress);
    while (!missing.isEmpty() && System.nanoTime() - deadline < 0) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      round(progress);
    }
  }

  private void round(IntConsumer progress) {
    obstacles.clear();
    for (int from = 0; from < segmentCount; from += SEGMENTS_AT_A_TIME) {
      for (NodeReport node : nodes) {
        if (!missing.subSet(from, from + SEGMENTS_AT_A_TIME).isEmpty()) {
          ask(node, from);
        }
      }
      progress.accept(segmentCount - missing.size());
    }
  }

  private void ask(NodeReport node, int from) {
    HostAndPort address = new HostAndPort(node.host(), node.adminPort());
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("from", Integer.toString(from));
    parameters.put("count", Integer.toString(SEGMENTS_AT_A_TIME));
    try {
      String answer = new AdminClient(address).act("verify", parameters, secret);
      VerifyReport report = VerifyReport.read(answer);
      TreeSet<Integer> news = new TreeSet<>(report.segments());
      news.retainAll(missing);
      missing.removeAll(news);
      report.copies().stream().filter(copy -> news.contains(copy.segment())).forEach(copies::add);
      obstacles.addAll(report.pending());
    } catch (IOException e) {
      obstacles.add(address + " does not answer: " + e.getMessage());
    }
  }

  /** What came of it. */
  VerifyResult result() {
    List<CopyReport> different = copies.stream().filter(copy -> !copy.equal()).toList();
    return new VerifyResult(
        missing.isEmpty() && different.isEmpty(),
        segmentCount,
        copies.size() + segmentCount - missing.size(),
        different,
        List.copyOf(missing),
        missing.isEmpty() ? List.of() : List.copyOf(obstacles));
  }
}
