package io.starling.node.settings;

import io.starling.node.routing.Levels;
import io.starling.storage.id.HashSlot;
import java.time.Duration;

/**
 * What holds for the whole cluster. Segments and lease are used when this node founds one, and read
 * from the cluster otherwise.
 *
 * @param replicas copies of every segment: 1, 3, 5 or 7, odd because an even group survives no more
 * @param segments a power of two, 1 to 16384
 * @param lease how long a member promises a primary to promise nothing to anyone else; 100 ms to 60
 *     s
 * @param levels for connections that do not choose their own
 */
public record ClusterSettings(int replicas, int segments, Duration lease, Levels levels) {
  private static final int REPLICAS_MAX = 7;
  private static final Duration LEASE_MIN = Duration.ofMillis(100);
  private static final Duration LEASE_MAX = Duration.ofSeconds(60);

  public ClusterSettings {
    if (replicas < 1 || replicas > REPLICAS_MAX || replicas % 2 == 0) {
      throw new InvalidSettingException(
          Setting.REPLICAS,
          replicas
              + " is not possible: give 1, 3, 5 or 7 (an even number survives no more losses)");
    }
    if (segments < 1 || segments > HashSlot.COUNT || Integer.bitCount(segments) != 1) {
      throw new InvalidSettingException(
          Setting.SEGMENTS,
          segments + " is no power of two from 1 to 16384: give one, such as 256");
    }
    Range.check(Setting.LEASE, lease, LEASE_MIN, LEASE_MAX);
  }
}
