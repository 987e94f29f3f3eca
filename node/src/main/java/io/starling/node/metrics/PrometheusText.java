package io.starling.node.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Counting;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import java.util.Locale;
import java.util.TreeMap;

/**
 * A registry in the text format of Prometheus, version 0.0.4 ("Exposition formats"). Dots become
 * underscores, before them comes {@code starling_}; what only grows ends in {@code _total}; times
 * are in seconds.
 */
public final class PrometheusText {
  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};
  private static final double NANOS_PER_SECOND = 1e9;

  private final StringBuilder out = new StringBuilder(4096);

  private PrometheusText() {}

  /** All metrics of a registry, by name; a gauge that is no number is left out. */
  public static String of(MetricRegistry registry) {
    PrometheusText text = new PrometheusText();
    new TreeMap<>(registry.getMetrics()).forEach(text::append);
    return text.out.toString();
  }

  private void append(String name, Metric metric) {
    String family = familyOf(name);
    if (metric instanceof SummedLatency latency) {
      appendBuckets(family + "_seconds", latency);
    } else if (metric instanceof Timer timer) {
      appendSummary(family + "_seconds", timer.getSnapshot(), timer.getCount(), NANOS_PER_SECOND);
    } else if (metric instanceof Histogram histogram) {
      appendSummary(family, histogram.getSnapshot(), histogram.getCount(), 1);
    } else if (metric instanceof Counter counter) {
      appendSingle(family, "gauge", number(counter.getCount()));
    } else if (metric instanceof Counting counting) {
      appendSingle(family + "_total", "counter", number(counting.getCount()));
    } else if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
      appendSingle(family, "gauge", number(number.doubleValue()));
    }
  }

  private void appendSingle(String family, String type, String value) {
    appendType(family, type);
    appendSample(family, "", value);
  }

  /**
   * Quantiles of the recent past, from a sample that Dropwizard keeps; no sum, as it keeps none.
   */
  private void appendSummary(String family, Snapshot snapshot, long count, double unit) {
    appendType(family, "summary");
    for (double quantile : QUANTILES) {
      appendSample(
          family, "{quantile=\"" + quantile + "\"}", number(snapshot.getValue(quantile) / unit));
    }
    appendSample(family + "_count", "", number(count));
  }

  private void appendBuckets(String family, SummedLatency latency) {
    appendType(family, "histogram");
    long atMost = 0;
    for (int bucket = 0; bucket < LatencyBuckets.BOUNDED; bucket++) {
      atMost += latency.count(bucket);
      String bound = number(LatencyBuckets.boundNanos(bucket) / NANOS_PER_SECOND);
      appendSample(family + "_bucket", "{le=\"" + bound + "\"}", number(atMost));
    }
    atMost += latency.count(LatencyBuckets.BOUNDED);
    appendSample(family + "_bucket", "{le=\"+Inf\"}", number(atMost));
    appendSample(family + "_sum", "", number(latency.totalSeconds()));
    appendSample(family + "_count", "", number(atMost));
  }

  private void appendType(String family, String type) {
    out.append("# TYPE ").append(family).append(' ').append(type).append('\n');
  }

  private void appendSample(String name, String labels, String value) {
    out.append(name).append(labels).append(' ').append(value).append('\n');
  }

  private static String number(long value) {
    return Long.toString(value);
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  private static String familyOf(String name) {
    return "starling_" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
  }
}
