package io.starling.chaos.growth;

import io.starling.node.bench.Progress;
import io.starling.node.bench.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What clients saw, second by second. One thread writes, others may read. */
final class LoadSeries implements Progress {
  private static final int DIGITS = 3;
  private static final long SECOND_NANOS = 1_000_000_000;

  private final List<Second> seconds = new ArrayList<>();

  private record Second(long endNanos, Histogram latencies, Map<String, Long> failures) {
    boolean meets(long beginNanos, long untilNanos) {
      return endNanos - beginNanos > 0 && endNanos - SECOND_NANOS - untilNanos < 0;
    }

    boolean liesIn(long beginNanos, long untilNanos) {
      return endNanos - SECOND_NANOS - beginNanos >= 0 && endNanos - untilNanos <= 0;
    }
  }

  /**
   * What clients saw in a while.
   *
   * @param seconds that it lasted
   * @param latencies in nanoseconds, of what was answered
   * @param failures by the first word of the error
   */
  record Span(int seconds, Histogram latencies, Map<String, Long> failures) {
    private static final double NANOS_PER_MILLI = 1e6;

    double perSecond() {
      return seconds == 0 ? 0 : (double) latencies.getTotalCount() / seconds;
    }

    double millis(double percentile) {
      return latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    long failureCount() {
      return failures.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Override
  public synchronized void tick(long number, Totals second) {
    seconds.add(new Second(System.nanoTime(), second.all(), new TreeMap<>(second.failures())));
  }

  /** The seconds that lie between two moments of {@link System#nanoTime}. */
  synchronized Span within(long beginNanos, long untilNanos) {
    return span(seconds.stream().filter(each -> each.liesIn(beginNanos, untilNanos)).toList());
  }

  /** The seconds of which a part lies between two moments. */
  synchronized Span touching(long beginNanos, long untilNanos) {
    return span(seconds.stream().filter(each -> each.meets(beginNanos, untilNanos)).toList());
  }

  private static Span span(List<Second> chosen) {
    Histogram latencies = new Histogram(DIGITS);
    Map<String, Long> failures = new TreeMap<>();
    for (Second second : chosen) {
      latencies.add(second.latencies());
      second.failures().forEach((code, count) -> failures.merge(code, count, Long::sum));
    }
    return new Span(chosen.size(), latencies, failures);
  }
}
