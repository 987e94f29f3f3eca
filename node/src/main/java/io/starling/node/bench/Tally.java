package io.starling.node.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** What came of requests. Any thread counts, one reads. */
final class Tally {
  private static final int DIGITS = 3;

  private final Recorder reads = new Recorder(DIGITS);
  private final Recorder writes = new Recorder(DIGITS);
  private final Map<String, LongAdder> failures = new ConcurrentSkipListMap<>();
  private final LongAdder redirects = new LongAdder();

  /** A request was answered so many nanoseconds after it was meant to start. */
  void answered(boolean read, long latencyNanos) {
    (read ? reads : writes).recordValue(latencyNanos);
  }

  /** A request failed; {@code code} is the first word of the error, or what stands for one. */
  void failed(String code) {
    failures.computeIfAbsent(code, unused -> new LongAdder()).increment();
  }

  /** A request was sent on to another node. */
  void redirected() {
    redirects.increment();
  }

  /** Adds what was counted since the last call. */
  void drainTo(Totals totals) {
    Histogram readsNow = reads.getIntervalHistogram();
    Histogram writesNow = writes.getIntervalHistogram();
    totals.add(readsNow, writesNow);
    failures.forEach((code, count) -> totals.addFailures(code, count.sumThenReset()));
    totals.addRedirects(redirects.sumThenReset());
  }
}
