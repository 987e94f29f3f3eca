package io.starling.chaos.growth;

import io.starling.chaos.process.HttpProbe;
import io.starling.chaos.process.ServerUnderTest;
import io.starling.chaos.process.StarlingNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long nodes say that segments were served by nobody because they changed hands, since they
 * were started.
 *
 * @param count of seals
 * @param atMostSeconds so many of them lasted at most the seconds
 */
record Seals(long count, SortedMap<Double, Long> atMostSeconds) {
  private static final Pattern BUCKET =
      Pattern.compile("starling_seal_seconds_bucket\\{.*le=\"([0-9.eE+-]+)\".*\\} ([0-9.eE+]+)");
  private static final Pattern COUNT =
      Pattern.compile("starling_seal_seconds_count(?:\\{.*\\})? ([0-9.eE+]+)");

  /** Asks nodes; one that does not answer has none. */
  static Seals of(List<ServerUnderTest> nodes) {
    StringBuilder text = new StringBuilder();
    for (ServerUnderTest node : nodes) {
      text.append(HttpProbe.get(StarlingNode.admin(node), "/metrics").orElse("")).append('\n');
    }
    return parse(text.toString());
  }

  /** Adds up what several nodes say. */
  static Seals parse(String text) {
    TreeMap<Double, Long> atMost = new TreeMap<>();
    long count = 0;
    for (String line : text.lines().toList()) {
      Matcher bucket = BUCKET.matcher(line);
      Matcher total = COUNT.matcher(line);
      if (bucket.matches()) {
        long lasted = (long) Double.parseDouble(bucket.group(2));
        atMost.merge(Double.parseDouble(bucket.group(1)), lasted, Long::sum);
      } else if (total.matches()) {
        count += (long) Double.parseDouble(total.group(1));
      }
    }
    return new Seals(count, atMost);
  }

  /** A bound that so large a part of them kept, in milliseconds; infinite if none is known. */
  double millis(double part) {
    return atMostSeconds.entrySet().stream()
        .filter(bound -> bound.getValue() >= part * count)
        .mapToDouble(bound -> bound.getKey() * 1e3)
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
