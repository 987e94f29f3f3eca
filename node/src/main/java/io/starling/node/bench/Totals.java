package io.starling.node.bench;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Tallies added up. For one thread. Latencies are in nanoseconds. */
public final class Totals {
  private static final int DIGITS = 3;

  private final Histogram reads = new Histogram(DIGITS);
  private final Histogram writes = new Histogram(DIGITS);
  private final Map<String, Long> failures = new TreeMap<>();
  private long redirects;

  Totals() {}

  void add(Histogram moreReads, Histogram moreWrites) {
    reads.add(moreReads);
    writes.add(moreWrites);
  }

  void addFailures(String code, long count) {
    if (count > 0) {
      failures.merge(code, count, Long::sum);
    }
  }

  void addRedirects(long count) {
    redirects += count;
  }

  void add(Totals more) {
    add(more.reads, more.writes);
    more.failures.forEach(this::addFailures);
    addRedirects(more.redirects);
  }

  /** Latencies of reads that were answered. */
  public Histogram reads() {
    return reads;
  }

  /** Latencies of writes that were answered. */
  public Histogram writes() {
    return writes;
  }

  /** Latencies of all that was answered. */
  public Histogram all() {
    Histogram all = reads.copy();
    all.add(writes);
    return all;
  }

  /** Requests that failed, by the first word of the error. */
  public Map<String, Long> failures() {
    return Collections.unmodifiableMap(failures);
  }

  /** Requests that failed, whatever the error. */
  public long failureCount() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Requests that were sent on to another node. */
  public long redirects() {
    return redirects;
  }
}
