package io.starling.chaos.growth;

import io.starling.chaos.process.HttpProbe;
import io.starling.chaos.process.ServerUnderTest;
import io.starling.chaos.process.StarlingNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long nodes say that segments were served by nobody because they changed hands, since they
 * were started.
 *
 * @param count of seals
 * @param atMostSeconds so many of them lasted at most the seconds
 */
record Seals(long count, SortedMap<Double, Long> atMostSeconds) {
  private static final String BUCKET = "starling_seal_seconds_bucket{";
  private static final String BOUND = "le=\"";
  private static final String ALL = "+Inf";

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
    for (String line : text.lines().filter(each -> each.startsWith(BUCKET)).toList()) {
      int begin = line.indexOf(BOUND) + BOUND.length();
      String bound = line.substring(begin, line.indexOf('"', begin));
      long lasted = (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
      if (bound.equals(ALL)) {
        count += lasted;
      } else {
        atMost.merge(Double.parseDouble(bound), lasted, Long::sum);
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
