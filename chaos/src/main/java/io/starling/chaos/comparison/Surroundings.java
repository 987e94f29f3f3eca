package io.starling.chaos.comparison;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where figures come from, without which they say little. */
final class Surroundings {
  private Surroundings() {}

  /**
   * Says it in Markdown.
   *
   * @param redis its version
   * @param hazelcast its jar, whose name has its version; null if it does not take part
   */
  static String describe(String redis, @Nullable Path hazelcast, Pace pace) {
    return String.format(
        Locale.ROOT,
        "%s Medians of %d rounds of %d s, taken in turn. CPU is that of the server processes;"
            + " ratios above 1 mean that Starling is ahead.%n",
        describe(redis, hazelcast).strip(),
        pace.rounds(),
        pace.round().toSeconds());
  }

  /** The same, of what has rounds of another kind. */
  static String describe(String redis, @Nullable Path hazelcast) {
    return String.format(
        Locale.ROOT,
        "Redis %s%s, Java %s, %s %s, %d processors, all on one machine, load included.%n",
        redis,
        hazelcast == null ? "" : ", " + name(hazelcast),
        Runtime.version().feature(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
  }

  private static String name(Path jar) {
    return jar.getFileName().toString().replace(".jar", "").replace("hazelcast-", "Hazelcast ");
  }
}
