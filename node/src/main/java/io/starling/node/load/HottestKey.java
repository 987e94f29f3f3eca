package io.starling.node.load;

import com.dynatrace.hash4j.hashing.Hashing;

/**
 * Which part of the commands of a segment is on its busiest key. A few are sampled, and the
 * frequent ones among them kept as Misra and Gries do it ("Finding repeated elements", 1982): what
 * is told is too low by a ninth of all at most, and never too high but for the luck of the sample.
 */
final class HottestKey {
  private static final int KEYS_MAX = 8;

  /** Too few to say anything of. */
  private static final int SAMPLES_MIN = 64;

  /** When so many were taken, all count half: what is long ago is forgotten. */
  private static final int SAMPLES_MAX = 1024;

  private final long[] hashes = new long[KEYS_MAX];
  private final int[] counts = new int[KEYS_MAX];
  private int samples;
  private int untilNext = 1;
  private long steps;

  /** A command on a key; looks at one in about sixteen. */
  void used(byte[] key) {
    if (--untilNext == 0) {
      untilNext = nextDistance();
      sample(Hashing.xxh3_64().hashBytesToLong(key));
    }
  }

  /** From 1 to 32 without a pattern, so that one of the clients' own is not met (Knuth's MMIX). */
  private int nextDistance() {
    steps = steps * 6364136223846793005L + 1442695040888963407L;
    return 1 + (int) (steps >>> 59);
  }

  private void sample(long hash) {
    if (samples == SAMPLES_MAX) {
      halve();
    }
    samples++;
    int free = -1;
    for (int i = 0; i < KEYS_MAX; i++) {
      if (counts[i] > 0 && hashes[i] == hash) {
        counts[i]++;
        return;
      }
      free = counts[i] == 0 ? i : free;
    }
    if (free >= 0) {
      hashes[free] = hash;
      counts[free] = 1;
    } else {
      for (int i = 0; i < KEYS_MAX; i++) {
        counts[i]--;
      }
    }
  }

  private void halve() {
    samples /= 2;
    for (int i = 0; i < KEYS_MAX; i++) {
      counts[i] /= 2;
    }
  }

  /** The part of the recent commands that are on the busiest key, 0 to 1; 0 if nobody can say. */
  double share() {
    int most = 0;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    return samples < SAMPLES_MIN ? 0 : (double) most / samples;
  }
}
