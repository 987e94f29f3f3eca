package io.starling.chaos.growth;

import java.io.IOException;
import java.nio.file.Path;

/** Grows a cluster of three servers of one kind by a fourth. */
interface Grower {
  /** As it is called in a table. */
  String name();

  /**
   * Starts the servers, fills them, has one join, and stops them all.
   *
   * @param entries that the three hold
   * @param directory for data and logs, of its own
   * @throws IOException if a server did not start, or did not answer as it should
   */
  Growth grow(Entries entries, Path directory) throws IOException, InterruptedException;
}
