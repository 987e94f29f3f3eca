package io.starling.chaos.comparison;

import java.io.IOException;

/** A part of the comparison, with servers of its own. */
@FunctionalInterface
interface Part {
  /**
   * Starts them on a stage, and measures.
   *
   * @return what came of it, in Markdown
   * @throws IOException if a server did not start, or did not answer as it should
   */
  String run(Stage stage) throws IOException, InterruptedException;
}
