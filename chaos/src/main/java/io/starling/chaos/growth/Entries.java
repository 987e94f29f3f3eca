package io.starling.chaos.growth;

import io.starling.chaos.process.Address;
import io.starling.node.bench.Bench;
import io.starling.node.bench.Load;
import io.starling.node.bench.Target;
import io.starling.node.settings.HostAndPort;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The entries that a cluster holds when it grows: the same for all.
 *
 * @param count of them, at least 10,000: some in every segment
 */
public record Entries(int count) {
  static final int VALUE_BYTES = 200;

  private static final int COUNT_MIN = 10_000;
  private static final int CLIENTS = 50;
  private static final int FILLINGS_MAX = 3;
  private static final double FAILED_MAX = 0.005;

  public Entries {
    if (count < COUNT_MIN) {
      throw new IllegalArgumentException("--entries: give " + COUNT_MIN + " or more");
    }
  }

  /** Redis Cluster clients of these servers. */
  static Target target(List<Address> servers) {
    List<HostAndPort> all =
        servers.stream().map(server -> new HostAndPort(server.host(), server.port())).toList();
    return new Target(all, true, null, 0);
  }

  /** A load on the entries, evenly. */
  Load load(int ratePerSecond, Duration duration, int pipeline, double readRatio) {
    return new Load(
        ratePerSecond,
        duration,
        CLIENTS,
        pipeline,
        readRatio,
        count,
        VALUE_BYTES,
        false,
        System.nanoTime());
  }

  /**
   * Writes each of them, and all again if more than a few writes failed: servers that have just
   * started may still be finding their places. A few that are missing change no figure.
   *
   * @throws IOException if many writes failed each time
   */
  void fill(List<Address> servers) throws IOException, InterruptedException {
    try (Bench bench = Bench.of(load(0, Duration.ofSeconds(1), 1, 0), target(servers))) {
      long failed = bench.fill().failureCount();
      for (int again = 1; failed > count * FAILED_MAX && again < FILLINGS_MAX; again++) {
        failed = bench.fill().failureCount();
      }
      if (failed > count * FAILED_MAX) {
        throw new IOException(failed + " writes to " + servers + " failed");
      }
    }
  }
}
