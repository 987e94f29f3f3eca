package io.starling.chaos.resizing;

import java.io.PrintWriter;

/** Tells people how it goes. Safe for use by many threads. */
final class Progress {
  private static final int SECONDS_BETWEEN = 5;

  private final PrintWriter out;
  private String moves = "";

  Progress(PrintWriter out) {
    this.out = out;
  }

  synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  /** What there is to say of moves until further notice; may be empty. */
  synchronized void moves(String text) {
    moves = text;
  }

  /** A second of the load has passed. */
  synchronized void second(Meter.Slice slice) {
    if (slice.second() % SECONDS_BETWEEN == 0 || slice.errors() > 0) {
      Times small = slice.small();
      say(
          "%4d s  %-10s %,7d calls/s  p50 %7.2f  p99 %7.2f  p99.9 %7.2f ms%s%s"
              .formatted(
                  slice.second(),
                  slice.phase().word(),
                  small.calls(),
                  small.p50(),
                  small.p99(),
                  small.p999(),
                  slice.errors() == 0 ? "" : "  " + slice.errors() + " ERRORS",
                  moves.isEmpty() ? "" : "  " + moves));
    }
  }
}
