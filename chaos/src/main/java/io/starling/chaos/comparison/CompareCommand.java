package io.starling.chaos.comparison;

import io.starling.chaos.growth.Entries;
import io.starling.chaos.growth.GrowthSpeed;
import io.starling.chaos.growth.LoadedGrowth;
import io.starling.chaos.growth.WrittenMoves;
import io.starling.chaos.process.Hazelcast;
import io.starling.chaos.process.OwnProgram;
import io.starling.chaos.process.StarlingNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code starling compare}. */
@Command(
    name = "compare",
    header = "Measure Starling beside redis-server and others, on this machine.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    usageHelpWidth = 100,
    description = {
      "%nStarts them all, has them do the same in turn, and prints tables in Markdown: throughput,"
          + " latency, and the processor time of the servers for each operation, which is the"
          + " steadiest of them. Each figure is the median of all rounds. Nodes get the JVM options"
          + " that this command runs with. Needs redis-server 7, redis-benchmark and redis-cli."
    },
    footer = {
      "%nExamples:",
      "    starling compare --part one-node --rounds 3",
      "    chaos/bench/compare                      everything, with Hazelcast, into README.md",
      "%nProgress goes to standard error, the tables to standard output.",
      "Exit codes: 0 measured, 1 failed, 2 wrong command line."
    })
final class CompareCommand implements Callable<Integer> {
  /** The table of the README with all that issues requests. */
  private static final String STANDINGS = "benchmark-table";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--part",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "one-node,three-nodes,footprint",
      description =
          "What to measure. Also: moves (a fourth node joins three with a million entries),"
              + " moves-under-load (what clients notice), moves-of-written (of the segments that"
              + " all writes go to).")
  private List<String> parts = List.of();

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Rounds.")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "2",
      description = "Of each contestant in a round.")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Of each contestant before the rounds of a task.")
  private int warmUpSeconds;

  @Option(
      names = "--entries",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "That servers hold when a node joins.")
  private int entries;

  @Option(
      names = "--hazelcast",
      paramLabel = "JAR",
      description = "Hazelcast 5, to be measured as well; it is no part of this program.")
  private @Nullable Path hazelcast;

  @Option(
      names = "--hazelcast-sources",
      paramLabel = "DIR",
      defaultValue = "chaos/bench",
      description = "The sources of what works with it.")
  private Path hazelcastSources = Path.of("chaos/bench");

  @Option(
      names = "--readme",
      paramLabel = "FILE",
      description =
          "Where the tables replace what stands between the marks of the benchmark table.")
  private @Nullable Path readme;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter progress = spec.commandLine().getErr();
    Pace pace = new Pace(rounds, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUpSeconds));
    StarlingNode.Program program =
        new StarlingNode.Program(
            OwnProgram.java(), OwnProgram.jar(), OwnProgram.jvmOptions(), null);
    String redis = RedisNode.version();
    Map<String, StringBuilder> tables = new LinkedHashMap<>();
    for (Wanted each : wanted(new Contest(pace, progress), program, progress)) {
      StringBuilder text =
          tables.computeIfAbsent(
              each.table(),
              table ->
                  new StringBuilder(
                      table.equals(STANDINGS)
                          ? Surroundings.describe(redis, hazelcast, pace)
                          : Surroundings.describe(redis, hazelcast)));
      try (Stage stage = new Stage(Files.createTempDirectory("starling-compare"), program)) {
        text.append('\n').append(each.part().run(stage));
      }
    }
    for (Map.Entry<String, StringBuilder> table : tables.entrySet()) {
      publish(table.getKey(), table.getValue().toString());
    }
    return 0;
  }

  /** A part, and the table of the README that it belongs to. */
  private record Wanted(String table, Part part) {}

  private List<Wanted> wanted(Contest contest, StarlingNode.Program program, PrintWriter progress)
      throws IOException {
    Entries held = new Entries(entries);
    List<Wanted> wanted = new ArrayList<>();
    for (String part : parts) {
      wanted.add(
          switch (part) {
            case "one-node" -> new Wanted(STANDINGS, new OneNode(contest));
            case "three-nodes" -> new Wanted(STANDINGS, new ThreeNodes(contest, hazelcast()));
            case "footprint" -> new Wanted(STANDINGS, new Footprint());
            case "moves" -> {
              GrowthSpeed speed = new GrowthSpeed(rounds, held, program, hazelcast(), progress);
              yield new Wanted("moves-table", stage -> speed.run(stage.room()));
            }
            case "moves-under-load" -> {
              LoadedGrowth growth = new LoadedGrowth(program, held, progress);
              yield new Wanted("moves-under-load-table", stage -> growth.run(stage.room()));
            }
            case "moves-of-written" -> {
              WrittenMoves moves = new WrittenMoves(program, held, progress);
              yield new Wanted("moves-of-written-table", stage -> moves.run(stage.room()));
            }
            default ->
                throw new IllegalArgumentException(
                    "--part: there is no "
                        + part
                        + ": one-node, three-nodes, footprint, moves,"
                        + " moves-under-load or moves-of-written");
          });
    }
    return wanted;
  }

  private @Nullable Hazelcast hazelcast() throws IOException {
    return hazelcast == null
        ? null
        : new Hazelcast(OwnProgram.java(), hazelcast, hazelcastSources, OwnProgram.jar());
  }

  private void publish(String table, String figures) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(figures);
    out.flush();
    if (readme != null) {
      Readme.replace(readme, table, figures);
    }
  }
}
