package io.starling.node.bench;

import java.time.Duration;

/**
 * What to put on a cluster.
 *
 * @param ratePerSecond requests of all clients together; 0 for a closed loop, in which a request
 *     waits for the answer to an earlier one
 * @param duration of the measured part
 * @param clients that send, 1 to 10,000
 * @param pipeline requests that a client has pending at most, 1 to 1,000
 * @param readRatio share of reads, 0 to 1
 * @param keyCount different keys
 * @param valueBytes of each value written
 * @param zipf whether few keys get most requests; otherwise all get the same
 * @param seed of the choice of keys
 */
public record Load(
    int ratePerSecond,
    Duration duration,
    int clients,
    int pipeline,
    double readRatio,
    int keyCount,
    int valueBytes,
    boolean zipf,
    long seed) {
  private static final int VALUE_BYTES_MAX = 8 << 20;

  public Load {
    check("--rate", ratePerSecond, 0, 100_000_000);
    check("--duration", duration.toSeconds(), 1, 86_400);
    check("--clients", clients, 1, 10_000);
    check("--pipeline", pipeline, 1, 1_000);
    check("--key-count", keyCount, 1, 1_000_000_000);
    check("--value-size", valueBytes, 0, VALUE_BYTES_MAX);
    if (!(readRatio >= 0 && readRatio <= 1)) {
      throw new IllegalArgumentException(
          "--read-ratio: " + readRatio + " is no share: give 0 to 1");
    }
  }

  private static void check(String option, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s: %d is out of range: give %d to %d".formatted(option, value, min, max));
    }
  }

  boolean closedLoop() {
    return ratePerSecond == 0;
  }
}
