package io.starling.chaos.comparison;

import io.starling.chaos.process.Address;
import io.starling.chaos.process.HostCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code redis-benchmark} that comes with Redis. It is given a number of requests, not a time:
 * the number is what it did in so much time when it last had the task, or tried it.
 */
final class RedisBenchmark implements LoadTool {
  private static final int PROBE_OPERATIONS = 50_000;
  private static final int SECONDS_MAX = 8;
  private static final String SEPARATOR = "\",\"";

  /** Servers that have just started may take several times as long as they will. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Address address;
  private final Map<Task, Double> perSecond = new LinkedHashMap<>();

  RedisBenchmark(Address address) {
    this.address = address;
  }

  @Override
  public String name() {
    return "redis-benchmark";
  }

  @Override
  public Outcome run(Task task, Duration duration) throws IOException {
    Double known = perSecond.get(task);
    double rate = known == null ? send(task, PROBE_OPERATIONS).perSecond() : known;
    long seconds = Math.min(duration.toSeconds(), SECONDS_MAX);
    Outcome outcome = send(task, Math.max((long) (rate * seconds), PROBE_OPERATIONS));
    perSecond.put(task, outcome.perSecond());
    return outcome;
  }

  private Outcome send(Task task, long operations) throws IOException {
    return parse(HostCommand.run(PATIENCE, command(task, operations)), operations);
  }

  private String[] command(Task task, long operations) {
    List<String> command =
        List.of(
            "redis-benchmark",
            "-h",
            address.host(),
            "-p",
            Integer.toString(address.port()),
            "-t",
            task.operation().name().toLowerCase(Locale.ROOT),
            "-n",
            Long.toString(operations),
            "-c",
            Integer.toString(task.clients()),
            "-P",
            Integer.toString(task.pipeline()),
            "-r",
            Integer.toString(Task.KEYS),
            "-d",
            Integer.toString(Task.VALUE_BYTES),
            "--csv");
    return command.toArray(String[]::new);
  }

  /**
   * Reads what it prints with {@code --csv}.
   *
   * @throws IOException if that has no columns of these names
   */
  static Outcome parse(String printed, long operations) throws IOException {
    Map<String, String> columns = columns(printed);
    try {
      return new Outcome(
          operations,
          Double.parseDouble(columns.getOrDefault("rps", "")),
          Double.parseDouble(columns.getOrDefault("p50_latency_ms", "")),
          Double.parseDouble(columns.getOrDefault("p99_latency_ms", "")));
    } catch (NumberFormatException e) {
      throw new IOException(
          "redis-benchmark of Redis 7 is needed; this one printed: " + printed, e);
    }
  }

  private static Map<String, String> columns(String printed) {
    List<String> rows = printed.lines().filter(line -> line.startsWith("\"")).toList();
    Map<String, String> columns = new LinkedHashMap<>();
    if (rows.size() == 2) {
      List<String> names = cells(rows.get(0));
      List<String> cells = cells(rows.get(1));
      for (int i = 0; i < Math.min(names.size(), cells.size()); i++) {
        columns.put(names.get(i), cells.get(i));
      }
    }
    return columns;
  }

  private static List<String> cells(String row) {
    String inner = row.strip();
    return List.of(inner.substring(1, inner.length() - 1).split(SEPARATOR, -1));
  }
}
