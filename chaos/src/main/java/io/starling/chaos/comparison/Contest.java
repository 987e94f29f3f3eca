package io.starling.chaos.comparison;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Has contestants do the same task in turn, round by round. */
final class Contest {
  private final Pace pace;
  private final PrintWriter progress;

  /**
   * @param progress told of each measurement
   */
  Contest(Pace pace, PrintWriter progress) {
    this.pace = pace;
    this.progress = progress;
  }

  /**
   * What a contestant came to.
   *
   * @param tool that put the load on it
   * @param median of its rounds
   */
  record Standing(String contestant, String tool, Measurement median) {}

  /** The standings, in the order of the contestants. */
  List<Standing> run(Task task, List<Contestant> contestants)
      throws IOException, InterruptedException {
    for (Contestant contestant : contestants) {
      contestant.measure(task, pace.warmUp());
    }
    List<List<Measurement>> rounds = new ArrayList<>();
    for (int round = 1; round <= pace.rounds(); round++) {
      rounds.add(round(round, task, contestants));
    }
    List<Standing> standings = new ArrayList<>();
    for (int i = 0; i < contestants.size(); i++) {
      int index = i;
      List<Measurement> own = rounds.stream().map(round -> round.get(index)).toList();
      Contestant contestant = contestants.get(i);
      standings.add(
          new Standing(contestant.name(), contestant.tool().name(), Measurement.median(own)));
    }
    return standings;
  }

  private List<Measurement> round(int number, Task task, List<Contestant> contestants)
      throws IOException, InterruptedException {
    List<Measurement> measurements = new ArrayList<>();
    for (Contestant contestant : contestants) {
      Measurement measured = contestant.measure(task, pace.round());
      report(number, task, contestant, measured);
      measurements.add(measured);
    }
    return measurements;
  }

  private void report(int round, Task task, Contestant contestant, Measurement measured) {
    progress.printf(
        Locale.ROOT,
        "%s x %d, round %d, %s, %s: %,.0f/s, p50 %.2f ms, p99 %.2f ms, %.2f us of CPU%n",
        task.operation(),
        task.pipeline(),
        round,
        contestant.tool().name(),
        contestant.name(),
        measured.perSecond(),
        measured.p50Millis(),
        measured.p99Millis(),
        measured.cpuMicros());
    progress.flush();
  }
}
