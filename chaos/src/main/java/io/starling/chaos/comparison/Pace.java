package io.starling.chaos.comparison;

import java.time.Duration;

/**
 * How long everything takes.
 *
 * @param rounds that count, 1 to 99
 * @param round of one contestant
 * @param warmUp of one contestant at one task, before the rounds
 */
record Pace(int rounds, Duration round, Duration warmUp) {
  private static final int ROUNDS_MAX = 99;

  Pace {
    if (rounds < 1 || rounds > ROUNDS_MAX) {
      throw new IllegalArgumentException("--rounds: give 1 to " + ROUNDS_MAX + ", not " + rounds);
    }
    if (round.toSeconds() < 1 || warmUp.toSeconds() < 1) {
      throw new IllegalArgumentException("--seconds, --warm-up: give 1 or more");
    }
  }
}
