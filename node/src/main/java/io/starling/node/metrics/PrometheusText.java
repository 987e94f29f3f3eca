package io.starling.node.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import java.util.Locale;
import java.util.TreeMap;

/**
 * A registry in the text format of Prometheus, version 0.0.4 ("Exposition formats"). Dots become
 * underscores, before them comes {@code starling_}; what only grows ends in {@code _total}; times
 * are in seconds.
 */
public final class PrometheusText {
  private final StringBuilder out = new StringBuilder(4096);

  private PrometheusText() {}

  /** All metrics that {@link NodeMetrics} registers, by name; a gauge of no number is left out. */
  public static String of(MetricRegistry registry) {
    PrometheusText text = new PrometheusText();
    new TreeMap<>(registry.getMetrics()).forEach(text::append);
    return text.out.toString();
  }

  private void append(String name, Metric metric) {
    String family = familyOf(name);
    if (metric instanceof SummedLatency latency) {
      appendBuckets(family + "_seconds", latency);
    } else if (metric instanceof Labelled labelled) {
      appendLabelled(family, labelled);
    } else if (metric instanceof Total total) {
      appendSingle(family + "_total", "counter", number(total.value().get().doubleValue()));
    } else if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
      appendSingle(family, "gauge", number(number.doubleValue()));
    }
  }

  private void appendSingle(String family, String type, String value) {
    appendType(family, type);
    appendSample(family, "", value);
  }

  private void appendLabelled(String family, Labelled labelled) {
    appendType(family, "gauge");
    labelled
        .values()
        .get()
        .forEach(
            (thing, value) ->
                appendSample(
                    family, "{" + labelled.label() + "=\"" + thing + "\"}", number(value)));
  }

  private void appendBuckets(String family, SummedLatency latency) {
    appendType(family, "histogram");
    long atMost = 0;
    for (int bucket = 0; bucket < LatencyBuckets.BOUNDED; bucket++) {
      atMost += latency.count(bucket);
      String bound = number(latency.boundSeconds(bucket));
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
