package io.starling.node.client.server;

import io.starling.node.metrics.LoopMetrics;
import io.starling.node.metrics.NodeMetrics;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts clients, and tells what they did since the start or the last {@link #reset}. Any thread.
 */
public final class ClientStatistics {
  private final NodeMetrics metrics;
  private final AtomicInteger connected = new AtomicInteger();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private volatile Counts atReset = Counts.NONE;

  public ClientStatistics(NodeMetrics metrics) {
    this.metrics = metrics;
    metrics.gauge("clients.connected", connected::get);
    metrics.total("clients.accepted", accepted::sum);
    metrics.total("clients.rejected", rejected::sum);
  }

  /**
   * What clients did in some time.
   *
   * @param accepted connections let in
   * @param rejected connections turned away because there were too many
   * @param commands of any kind
   * @param errors commands answered with an error of any kind
   * @param inputBytes received
   * @param outputBytes sent
   */
  public record Counts(
      long accepted, long rejected, long commands, long errors, long inputBytes, long outputBytes) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    Counts minus(Counts earlier) {
      return new Counts(
          accepted - earlier.accepted,
          rejected - earlier.rejected,
          commands - earlier.commands,
          errors - earlier.errors,
          inputBytes - earlier.inputBytes,
          outputBytes - earlier.outputBytes);
    }
  }

  /** A client came, unless there are {@code connectedMax} already: then false. */
  public boolean connect(int connectedMax) {
    if (connected.incrementAndGet() > connectedMax) {
      connected.decrementAndGet();
      rejected.increment();
      return false;
    }
    accepted.increment();
    return true;
  }

  /** A client that was let in left. */
  public void disconnect() {
    connected.decrementAndGet();
  }

  /** Clients that are connected now. */
  public int connected() {
    return connected.get();
  }

  /** What clients did since the start, or the last reset. */
  public Counts counts() {
    return sinceStart().minus(atReset);
  }

  /** CONFIG RESETSTAT: {@link #counts} begin again at zero; the metrics only grow. */
  public void reset() {
    atReset = sinceStart();
  }

  private Counts sinceStart() {
    return new Counts(
        accepted.sum(),
        rejected.sum(),
        metrics.sum(LoopMetrics::commands),
        metrics.sum(LoopMetrics::failures) + metrics.sum(LoopMetrics::unknowns),
        metrics.sum(LoopMetrics::inputBytes),
        metrics.sum(LoopMetrics::outputBytes));
  }
}
