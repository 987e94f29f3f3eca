package io.starling.chaos.growth;

import io.starling.chaos.process.Directories;
import io.starling.chaos.process.Hazelcast;
import io.starling.chaos.process.StarlingNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How fast copies come to a node that joins, without any load of clients, beside other servers. */
public final class GrowthSpeed {
  /** As many keys as a slot has, or more: each slot moves at once. */
  private static final int WHOLE_SLOT = 100;

  private static final int DEFAULT_PIPELINE = 10;

  private final int rounds;
  private final Entries entries;
  private final PrintWriter progress;
  private final List<Grower> growers = new ArrayList<>();

  /**
   * @param rounds in each of which all servers take their turn
   * @param entries that all hold
   * @param hazelcast null if it does not take part
   * @param progress told of each measurement
   */
  public GrowthSpeed(
      int rounds,
      Entries entries,
      StarlingNode.Program program,
      @Nullable Hazelcast hazelcast,
      PrintWriter progress) {
    this.rounds = rounds;
    this.entries = entries;
    this.progress = progress;
    growers.add(new StarlingGrower(program));
    if (hazelcast != null) {
      growers.add(new HazelcastGrower(hazelcast, 2));
      growers.add(new HazelcastGrower(hazelcast, 1));
    }
    growers.add(new RedisGrower(DEFAULT_PIPELINE, "default"));
    growers.add(new RedisGrower(WHOLE_SLOT, "all of a slot at once"));
  }

  /**
   * Measures.
   *
   * @param room for data and logs
   * @return what came of it, in Markdown
   * @throws IOException if a server did not start, or did not answer as it should
   */
  public String run(Path room) throws IOException, InterruptedException {
    List<List<Growth>> growths = new ArrayList<>();
    growers.forEach(grower -> growths.add(new ArrayList<>()));
    for (int round = 1; round <= rounds; round++) {
      for (int i = growers.size() - 1; i >= 0; i--) {
        Growth growth = grow(growers.get(i), room);
        growths.get(i).add(growth);
        report(round, growers.get(i), growth);
      }
    }
    List<GrowthTable.Row> rows = new ArrayList<>();
    for (int i = 0; i < growers.size(); i++) {
      rows.add(new GrowthTable.Row(growers.get(i).name(), Growth.median(growths.get(i))));
    }
    return """
    **A fourth node joins three** that hold %,d entries with keys of 16 B and values of %d B, without load. \
    Medians of %d rounds, taken in turn, each on servers of its own. What counts are copies of entries that are \
    on the newcomer in the end (a quarter of all copies there are), and the time from when it is one of the \
    cluster (or from when its first copy is seen) until the last of them has come and counts; MB are those of \
    values. Processor time is that of all four servers in the time from the join. Starling keeps what it takes in \
    a journal and in files, compared by Merkle trees; Hazelcast and Redis keep it in memory. A node of Redis \
    Cluster has joined when all know it; then `redis-cli --cluster reshard` moves a quarter of the slots.

    %s\
    """
        .formatted(entries.count(), Entries.VALUE_BYTES, rounds, GrowthTable.of(rows));
  }

  private Growth grow(Grower grower, Path room) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(room, "growth");
    Growth growth = grower.grow(entries, directory);
    Directories.delete(directory);
    return growth;
  }

  private void report(int round, Grower grower, Growth growth) {
    progress.printf(
        Locale.ROOT,
        "round %d, %s: %,.0f copies, %.2f s from the join (%,.0f/s), %.2f s from the first"
            + " (%,.0f/s), %.2f us of CPU%n",
        round,
        grower.name(),
        growth.copies(),
        growth.secondsFromJoin(),
        growth.perSecondFromJoin(),
        growth.secondsFromFirst(),
        growth.perSecondFromFirst(),
        growth.cpuMicros());
    progress.flush();
  }
}
