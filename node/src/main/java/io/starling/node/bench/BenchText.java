package io.starling.node.bench;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A measurement for people and for scripts. Latencies are printed in milliseconds. */
public final class BenchText {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
  private static final double NANOS_PER_MILLI = 1e6;

  private BenchText() {}

  /** One second of a running measurement. */
  public static String progress(long seconds, Totals second) {
    Histogram all = second.all();
    return String.format(
        ROOT,
        "%4d s  %,9d/s  p50 %8.3f ms  p99 %8.3f ms  max %9.3f ms  errors %d",
        seconds,
        all.getTotalCount(),
        millis(all.getValueAtPercentile(50)),
        millis(all.getValueAtPercentile(99)),
        millis(all.getMaxValue()),
        second.failureCount());
  }

  /** All of a measurement, as a table. */
  public static String table(BenchResult result) {
    StringBuilder out = new StringBuilder();
    out.append(title(result)).append("\n\n");
    out.append(String.format(ROOT, "%-6s %12s", "", "count"));
    for (double percentile : PERCENTILES) {
      out.append(String.format(ROOT, " %9s", name(percentile)));
    }
    out.append(String.format(ROOT, " %9s   (ms)%n", "max"));
    appendRow(out, "reads", result.totals().reads());
    appendRow(out, "writes", result.totals().writes());
    appendRow(out, "all", result.totals().all());
    return out.append('\n').append(failures(result)).toString();
  }

  private static String title(BenchResult result) {
    Load load = result.load();
    String loop =
        load.closedLoop()
            ? "closed loop (latency counts from when a request was sent)"
            : String.format(
                ROOT,
                "open loop, %,d/s wanted (latency counts from when it was due)",
                load.ratePerSecond());
    return String.format(
        ROOT,
        "%,.0f answers/s in %.1f s: %s, %d clients, pipeline %d, %.0f %% reads, %,d %s keys, %d B"
            + " values",
        result.answersPerSecond(),
        result.seconds(),
        loop,
        load.clients(),
        load.pipeline(),
        load.readRatio() * 100,
        load.keyCount(),
        load.zipf() ? "zipf" : "uniform",
        load.valueBytes());
  }

  private static void appendRow(StringBuilder out, String name, Histogram histogram) {
    out.append(String.format(ROOT, "%-6s %,12d", name, histogram.getTotalCount()));
    for (double percentile : PERCENTILES) {
      out.append(String.format(ROOT, " %9.3f", millis(histogram.getValueAtPercentile(percentile))));
    }
    out.append(String.format(ROOT, " %9.3f%n", millis(histogram.getMaxValue())));
  }

  private static String failures(BenchResult result) {
    StringBuilder out = new StringBuilder();
    result
        .totals()
        .failures()
        .forEach(
            (code, count) -> out.append(String.format(ROOT, "errors %-18s %,12d%n", code, count)));
    if (result.totals().redirects() > 0) {
      out.append(
          String.format(ROOT, "redirected               %,12d%n", result.totals().redirects()));
    }
    if (result.unsent() > 0) {
      out.append(String.format(ROOT, "due but never sent       %,12d%n", result.unsent()));
    }
    if (result.unanswered() > 0) {
      out.append(String.format(ROOT, "never answered           %,12d%n", result.unanswered()));
    }
    return out.toString();
  }

  /** All of a measurement, as a JSON object. */
  public static String json(BenchResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("load", load(result.load()));
    json.put("seconds", result.seconds());
    json.put("answersPerSecond", result.answersPerSecond());
    json.put("reads", latencies(result.totals().reads()));
    json.put("writes", latencies(result.totals().writes()));
    json.put("all", latencies(result.totals().all()));
    json.put("errors", result.totals().failures());
    json.put("redirects", result.totals().redirects());
    json.put("unsent", result.unsent());
    json.put("unanswered", result.unanswered());
    try {
      return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(json) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> load(Load load) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ratePerSecond", load.ratePerSecond());
    json.put("durationSeconds", load.duration().toSeconds());
    json.put("clients", load.clients());
    json.put("pipeline", load.pipeline());
    json.put("readRatio", load.readRatio());
    json.put("keyCount", load.keyCount());
    json.put("valueBytes", load.valueBytes());
    json.put("distribution", load.zipf() ? "zipf" : "uniform");
    json.put("seed", load.seed());
    return json;
  }

  private static Map<String, Object> latencies(Histogram histogram) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("count", histogram.getTotalCount());
    for (double percentile : PERCENTILES) {
      json.put(name(percentile) + "Millis", millis(histogram.getValueAtPercentile(percentile)));
    }
    json.put("maxMillis", millis(histogram.getMaxValue()));
    return json;
  }

  private static String name(double percentile) {
    return "p"
        + (percentile == Math.rint(percentile)
            ? String.format(ROOT, "%.0f", percentile)
            : percentile);
  }

  private static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }
}
