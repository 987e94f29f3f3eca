package io.starling.chaos.growth;

import io.starling.chaos.process.Address;
import io.starling.chaos.process.RedisProbe;
import io.starling.node.admin.NodeReport;
import io.starling.node.admin.SegmentReport;
import io.starling.node.admin.StatusReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Moves segments, a few at a time, to the node that has no copy, each under a steady stream of
 * writes to it by way of a node that is neither source nor target.
 */
final class Holds {
  private static final int AT_A_TIME = 3;
  private static final int STRIDE = 37;
  private static final long SETTLE_MILLIS = 200;
  private static final long STEP_MILLIS = 10;
  private static final long MOVE_MILLIS_MAX = 10_000;

  private final StarlingCluster cluster;

  Holds(StarlingCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Moves so many, or those that can be moved before the time is over.
   *
   * @param untilNanos of {@link System#nanoTime}
   * @throws IOException if a node does not answer
   */
  List<Held> measure(int count, long untilNanos) throws IOException, InterruptedException {
    StatusReport status = cluster.status();
    List<Future<List<Held>>> parts = new ArrayList<>();
    List<Held> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (int thread = 0; thread < AT_A_TIME; thread++) {
        int first = thread;
        parts.add(threads.submit(() -> measure(status, first, count, untilNanos)));
      }
      for (Future<List<Held>> part : parts) {
        all.addAll(part.get());
      }
    } catch (ExecutionException failed) {
      throw new IOException("a node does not answer as it should", failed);
    }
    return all;
  }

  private List<Held> measure(StatusReport status, int first, int count, long untilNanos)
      throws IOException, InterruptedException {
    List<Held> all = new ArrayList<>();
    List<SegmentReport> segments = status.segments();
    for (int i = first; i < count && System.nanoTime() - untilNanos < 0; i += AT_A_TIME) {
      // Neighbours have the same primary more often than not: a stride goes round them all.
      all.add(measure(status, segments.get(i * STRIDE % segments.size())));
    }
    return all;
  }

  private Held measure(StatusReport status, SegmentReport segment)
      throws IOException, InterruptedException {
    byte[] key = SegmentKeys.first(segment);
    NodeReport target = others(status, segment.members()).getFirst();
    List<NodeReport> by = others(status, List.of(segment.primary(), target.id()));
    try (Probe probe = Probe.begin(plain(by.getFirst()), key)) {
      Thread.sleep(SETTLE_MILLIS);
      long calm = System.nanoTime();
      Thread.sleep(SETTLE_MILLIS);
      long ordered = System.nanoTime();
      boolean moved = isOrdered(status, segment, target) && isSwitched(target, key);
      long end = System.nanoTime();
      Thread.sleep(SETTLE_MILLIS);
      return new Held(
          probe.longestGapMillis(ordered, end + SETTLE_MILLIS * 1_000_000 / 2),
          probe.longestGapMillis(calm, ordered),
          moved ? (end - ordered) / 1e6 : Double.POSITIVE_INFINITY,
          probe.refused());
    }
  }

  /** A node refuses if the segment has got another primary meanwhile. */
  private boolean isOrdered(StatusReport status, SegmentReport segment, NodeReport target) {
    try {
      cluster.move(status, segment, target.id());
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static List<NodeReport> others(StatusReport status, List<String> than) {
    return status.nodes().stream().filter(node -> !than.contains(node.id())).toList();
  }

  private static Address plain(NodeReport node) {
    return new Address(node.host(), node.port());
  }

  /** Waits for it: only the primary carries out what may change a key; the others name it. */
  private static boolean isSwitched(NodeReport target, byte[] key) throws InterruptedException {
    Address port = new Address(target.host(), target.clusterPort());
    String question = "PERSIST " + new String(key, StandardCharsets.US_ASCII);
    for (long waited = 0; !RedisProbe.ask(port, question).startsWith(":"); waited += STEP_MILLIS) {
      if (waited > MOVE_MILLIS_MAX) {
        return false;
      }
      Thread.sleep(STEP_MILLIS);
    }
    return true;
  }
}
