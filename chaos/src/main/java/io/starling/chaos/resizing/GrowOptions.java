package io.starling.chaos.resizing;

import io.starling.chaos.entries.Entries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is kept, how much of it is asked for, and for how long. */
final class GrowOptions {
  private static final int KIB = 1 << 10;

  @Option(
      names = "--entries",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Small entries. Default: ${DEFAULT-VALUE}.")
  private int entries = 1_000_000;

  @Option(
      names = "--value-size",
      paramLabel = "BYTES",
      defaultValue = "200",
      description = "Size of their values. Default: ${DEFAULT-VALUE}.")
  private int valueSize = 200;

  @Option(
      names = "--large",
      paramLabel = "N",
      defaultValue = "100",
      description = "Large entries. Default: ${DEFAULT-VALUE}.")
  private int large = 100;

  @Option(
      names = "--large-size",
      paramLabel = "KIB",
      defaultValue = "8192",
      description = "Size of their values in KiB; at most 8192. Default: ${DEFAULT-VALUE}.")
  private int largeKib = 8192;

  @Option(
      names = "--large-rate",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Calls a second on large entries, beside --rate, which is of small ones. A value of 8 MiB is"
              + " a load of its own: it goes over the wire four times when it is written. Default:"
              + " ${DEFAULT-VALUE}.")
  private double largeRate = 1;

  @Option(
      names = "--steady",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long it is left alone before, between and after. Default: ${DEFAULT-VALUE}.")
  private int steadySeconds = 60;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "Load that is not part of the result: virtual machines compile what they need. Default:"
              + " ${DEFAULT-VALUE}.")
  private int warmUpSeconds = 30;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "900",
      description =
          "After which a node that is not filled, or not empty, is one too late. Default:"
              + " ${DEFAULT-VALUE}.")
  private int patienceSeconds = 900;

  @Option(names = "--svg", paramLabel = "FILE", description = "Write the chart to this file.")
  private @Nullable Path svg;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with chart and table, which opens without a network.")
  private @Nullable Path html;

  Entries entries() {
    return new Entries(entries, valueSize, large, largeKib * KIB);
  }

  double largeRate() {
    return largeRate;
  }

  Duration steady() {
    return Duration.ofSeconds(steadySeconds);
  }

  Duration warmUp() {
    return Duration.ofSeconds(warmUpSeconds);
  }

  Duration patience() {
    return Duration.ofSeconds(patienceSeconds);
  }

  Optional<Path> svg() {
    return Optional.ofNullable(svg);
  }

  Optional<Path> html() {
    return Optional.ofNullable(html);
  }
}
