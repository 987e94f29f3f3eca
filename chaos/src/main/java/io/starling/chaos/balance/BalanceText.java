package io.starling.chaos.balance;

import java.util.List;
import java.util.Locale;

/** A report for people. */
final class BalanceText {
  private static final int ROWS = 12;
  private static final int BARS_MAX = 24;
  private static final int BAR_WIDTH = 40;

  private final StringBuilder text = new StringBuilder();

  private BalanceText() {}

  static String of(BalanceReport report) {
    BalanceText text = new BalanceText();
    text.head(report);
    text.table(report.samples());
    text.charts(report);
    text.nodes(report);
    text.goals(report);
    return text.text.toString();
  }

  private void head(BalanceReport report) {
    line(
        String.format(
            Locale.ROOT,
            "%s: %,d nodes, %,d segments, %d minutes, seed %d",
            report.scenario(),
            report.nodes(),
            report.segments(),
            report.minutes(),
            report.seed()));
    line(
        String.format(
            Locale.ROOT,
            "status of others was %d s old at the median, %d s at the 99th percentile",
            report.ageMedianSeconds(),
            report.age99Seconds()));
    line("");
  }

  private void table(List<BalanceRun.Sample> samples) {
    line("  time    mean  busiest  /mean  least   roles  copies  shipped");
    int step = Math.max(1, (samples.size() - 1 + ROWS - 1) / ROWS);
    for (int i = 0; i < samples.size(); i += step) {
      row(samples.get(i));
    }
    if ((samples.size() - 1) % step != 0) {
      row(samples.getLast());
    }
    line("");
  }

  private void row(BalanceRun.Sample sample) {
    line(
        String.format(
            Locale.ROOT,
            "%3d:%02d  %5.1f%%   %5.1f%%  %5.3f %5.1f%%  %6d  %6d  %s",
            sample.second() / 60,
            sample.second() % 60,
            100 * sample.mean(),
            100 * sample.busiest(),
            sample.imbalance(),
            100 * sample.idlest(),
            sample.roles(),
            sample.copies(),
            size(sample.bytes())));
  }

  private void charts(BalanceReport report) {
    List<Double> busiest = report.samples().stream().map(BalanceRun.Sample::busiest).toList();
    List<Double> least = report.samples().stream().map(BalanceRun.Sample::idlest).toList();
    line(String.format(Locale.ROOT, "busiest node  %s", Chart.sparkline(busiest)));
    line(String.format(Locale.ROOT, "least busy    %s", Chart.sparkline(least)));
    line("");
  }

  private void nodes(BalanceReport report) {
    if (report.before().size() > BARS_MAX) {
      return;
    }
    double scale = report.before().stream().mapToDouble(u -> u).max().orElse(1);
    for (int i = 0; i < Math.max(report.before().size(), report.after().size()); i++) {
      bar(i, "before", report.before(), scale);
      bar(i, "after", report.after(), scale);
    }
    line("");
  }

  private void bar(int node, String when, List<Double> utilisations, double scale) {
    if (node < utilisations.size()) {
      double utilisation = utilisations.get(node);
      String name = when.equals("before") ? "node " + (node + 1) : "";
      line(
          String.format(
              Locale.ROOT,
              "%-8s %-6s %6.1f%% %s",
              name,
              when,
              100 * utilisation,
              Chart.bar(utilisation / scale, BAR_WIDTH)));
    }
  }

  private void goals(BalanceReport report) {
    line(
        String.format(
            Locale.ROOT,
            "%,d roles passed, %,d copies moved: %s of %s; %,d declined, %,d moved again",
            report.roles(),
            report.copies(),
            size(report.bytes()),
            size(report.bytesOfAll()),
            report.declined(),
            report.movedAgain()));
    int seconds = report.secondsToBalance();
    line(
        seconds < 0
            ? "never balanced for good"
            : String.format(Locale.ROOT, "balanced from %d:%02d on", seconds / 60, seconds % 60));
    for (BalanceReport.Goal goal : report.goals()) {
      line(
          String.format(
              Locale.ROOT,
              "%s  %s: %s",
              goal.held() ? "held  " : "MISSED",
              goal.name(),
              goal.found()));
    }
  }

  private static String size(double bytes) {
    return bytes < 1e9
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  private void line(String line) {
    text.append(line).append(System.lineSeparator());
  }
}
