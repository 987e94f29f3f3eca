package io.starling.chaos.simulation.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The last things that happened, in words. Costs next to nothing unless it records: a run that
 * failed is run again with the same seed, this time recording.
 */
public final class Trace {
  private static final int LINES_MAX = 50_000;

  private final boolean recording;
  private final Deque<Line> lines = new ArrayDeque<>();

  public Trace(boolean recording) {
    this.recording = recording;
  }

  /**
   * Notes something.
   *
   * @param segment that it concerns; {@link InvariantViolatedException#NO_SEGMENT} for all of them
   */
  public void note(long trueNanos, int segment, Supplier<String> what) {
    if (!recording) {
      return;
    }
    if (lines.size() == LINES_MAX) {
      lines.removeFirst();
    }
    lines.addLast(new Line(trueNanos, segment, what.get()));
  }

  /** The last lines that concern a segment, oldest first. */
  public List<String> last(int segment, int linesMax) {
    List<String> concerned =
        lines.stream().filter(line -> line.concerns(segment)).map(Line::toString).toList();
    return concerned.subList(Math.max(0, concerned.size() - linesMax), concerned.size());
  }

  private record Line(long trueNanos, int segment, String what) {
    boolean concerns(int wanted) {
      return segment == wanted
          || segment == InvariantViolatedException.NO_SEGMENT
          || wanted == InvariantViolatedException.NO_SEGMENT;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%10.4f ms  %s", trueNanos / 1e6, what);
    }
  }
}
