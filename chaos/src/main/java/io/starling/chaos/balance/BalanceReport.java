package io.starling.chaos.balance;

import java.util.List;

/**
 * What a scenario has shown. The names are those of the JSON.
 *
 * @param held whether all goals were reached
 * @param ageMedianSeconds of what nodes knew of each other
 * @param secondsToBalance from when on the busiest node stayed within 1.15 times the mean; -1 never
 * @param declined offers that targets declined
 * @param movedAgain segments moved that had been moved before
 * @param movedWithinFreeze of these, before their freeze had ended
 * @param before utilisation of each node at the beginning
 * @param after and at the end
 */
record BalanceReport(
    boolean held,
    String scenario,
    long seed,
    int nodes,
    int segments,
    int minutes,
    int ageMedianSeconds,
    int age99Seconds,
    int secondsToBalance,
    int roles,
    int copies,
    double bytes,
    double bytesOfAll,
    int declined,
    int movedAgain,
    int movedWithinFreeze,
    int lastMoveSecond,
    List<Goal> goals,
    List<BalanceRun.Sample> samples,
    List<Double> before,
    List<Double> after) {

  /** Something that must be so. */
  record Goal(String name, String found, boolean held) {}
}
