package io.starling.chaos.growth;

import io.starling.chaos.process.StarlingNode;
import java.io.IOException;
import java.nio.file.Path;

/** Grows a cluster of Starling with default settings. */
final class StarlingGrower implements Grower {
  private final StarlingNode.Program program;

  StarlingGrower(StarlingNode.Program program) {
    this.program = program;
  }

  @Override
  public String name() {
    return "Starling, three copies";
  }

  @Override
  public Growth grow(Entries entries, Path directory) throws IOException, InterruptedException {
    try (StarlingCluster cluster = StarlingCluster.start(program, entries, directory)) {
      cluster.startNewcomer();
      return cluster.watch().untilCalm().growth();
    }
  }
}
