package io.starling.node.bench.copying;

import java.util.Locale;

/**
 * What copying took.
 *
 * @param wireBytes of all messages
 */
public record CopyResult(int entries, Measured took, long wireBytes) {
  /**
   * Times in nanoseconds.
   *
   * @param source processor time of the loop that is read
   * @param target processor time of the loop that is filled
   * @param disk time that both disk threads were at work, waiting included
   * @param process processor time of all threads, the compiler's and the collector's included
   */
  public record Measured(long wall, long source, long target, long disk, long process) {
    Measured since(Measured earlier) {
      return new Measured(
          wall - earlier.wall,
          source - earlier.source,
          target - earlier.target,
          disk - earlier.disk,
          process - earlier.process);
    }
  }

  /** For people, in one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,9.0f entries/s   us of processor an entry: source %.2f  target %.2f  whole process %.2f"
            + "   disk threads %.2f s of %.2f   %.0f MiB sent",
        entries / (took.wall / 1e9),
        took.source / 1e3 / entries,
        took.target / 1e3 / entries,
        took.process / 1e3 / entries,
        took.disk / 1e9,
        took.wall / 1e9,
        wireBytes / 1048576.0);
  }
}
