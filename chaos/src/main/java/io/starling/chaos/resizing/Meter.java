package io.starling.chaos.resizing;

import io.starling.chaos.workload.CallError;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Times calls, by the second and by the phase in which they were answered. Workers count, one
 * thread calls {@link #tick}, one {@link #enter}; safe for use by many threads.
 */
final class Meter {
  /** Of a value: percentiles are exact to a hundredth. */
  private static final int DIGITS = 2;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final Recorder small = new Recorder(DIGITS);
  private final Recorder large = new Recorder(DIGITS);
  private final Consumer<Slice> listener;
  private final EnumMap<Phase, Total> totals = new EnumMap<>(Phase.class);
  private final List<Slice> slices = new ArrayList<>();
  private Histogram smallSlice = new Histogram(DIGITS);
  private Histogram largeSlice = new Histogram(DIGITS);
  private long sliceErrors;
  private long beganNanos;
  private Phase phase = Phase.WARMING;
  private long phaseBeganNanos;
  private boolean finished;

  /**
   * A second of a run.
   *
   * @param second counted from the end of the warming up
   * @param small calls on small entries
   * @param large calls on large ones
   */
  record Slice(int second, Phase phase, Times small, Times large, long errors) {}

  /** What came together in a phase. */
  static final class Total {
    private final Histogram small = new Histogram(DIGITS);
    private final Histogram large = new Histogram(DIGITS);
    private final TreeMap<CallError, Long> errors = new TreeMap<>();
    private long nanos;

    Times small() {
      return Times.of(small);
    }

    Times large() {
      return Times.of(large);
    }

    Map<CallError, Long> errors() {
      return errors;
    }

    double seconds() {
      return (double) nanos / NANOS_PER_SECOND;
    }
  }

  /**
   * @param listener told of each second, in the thread that calls {@link #tick}
   */
  Meter(Consumer<Slice> listener) {
    this.listener = listener;
    for (Phase each : Phase.values()) {
      totals.put(each, new Total());
    }
    this.beganNanos = System.nanoTime();
    this.phaseBeganNanos = beganNanos;
  }

  /** A call was answered so many nanoseconds after it was due. */
  void answered(boolean isLarge, long nanos) {
    (isLarge ? large : small).recordValue(Math.max(0, nanos));
  }

  /** A call ended with an error. */
  synchronized void failed(CallError error) {
    total(phase).errors.merge(error, 1L, Long::sum);
    sliceErrors++;
  }

  /** The next phase begins. */
  synchronized void enter(Phase next) {
    gather();
    long now = System.nanoTime();
    total(phase).nanos = now - phaseBeganNanos;
    if (phase == Phase.WARMING) {
      beganNanos = now;
      resetSlice();
    }
    phase = next;
    phaseBeganNanos = now;
  }

  /** The last phase is over, with what was counted since the last tick: that is no whole second. */
  synchronized void finish() {
    enter(phase);
    finished = true;
  }

  /** A second has passed. */
  void tick() {
    Slice slice;
    synchronized (this) {
      if (finished) {
        return;
      }
      gather();
      int second = (int) ((System.nanoTime() - beganNanos) / NANOS_PER_SECOND);
      slice = new Slice(second, phase, Times.of(smallSlice), Times.of(largeSlice), sliceErrors);
      resetSlice();
      if (phase != Phase.WARMING) {
        slices.add(slice);
      }
    }
    listener.accept(slice);
  }

  private void gather() {
    Histogram smallNow = small.getIntervalHistogram();
    Histogram largeNow = large.getIntervalHistogram();
    total(phase).small.add(smallNow);
    total(phase).large.add(largeNow);
    smallSlice.add(smallNow);
    largeSlice.add(largeNow);
  }

  private void resetSlice() {
    smallSlice = new Histogram(DIGITS);
    largeSlice = new Histogram(DIGITS);
    sliceErrors = 0;
  }

  private Total total(Phase of) {
    return Objects.requireNonNull(totals.get(of));
  }

  /** What came together in a phase; to be read when the load has ended. */
  synchronized Total of(Phase of) {
    return total(of);
  }

  synchronized List<Slice> slices() {
    return List.copyOf(slices);
  }
}
