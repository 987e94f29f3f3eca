package io.starling.chaos.workload;

import io.starling.chaos.history.Operation;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What one worker counts. Belongs to its thread while that runs. Of each call that was answered it
 * keeps the time, and a tag: the lane, and whether the call changed something.
 */
final class WorkerLog {
  private static final int FIRST_ROOM = 1 << 12;
  private static final int WRITE = 1 << 8;
  private static final int LANE_MASK = WRITE - 1;

  private final Map<CallError, Long> errors = new TreeMap<>();
  private long[] answeredAt = new long[FIRST_ROOM];
  private short[] tags = new short[FIRST_ROOM];
  private int answered;
  private long operations;

  void add(Operation operation, int lane, Answer answer) {
    operations++;
    answer.error().ifPresent(error -> errors.merge(error, 1L, Long::sum));
    if (operation.happened()) {
      int tag = operation.changedNothing() ? lane : lane | WRITE;
      addAnswered(operation.completedAt(), (short) tag);
    }
  }

  private void addAnswered(long time, short tag) {
    if (answered == answeredAt.length) {
      answeredAt = Arrays.copyOf(answeredAt, 2 * answered);
      tags = Arrays.copyOf(tags, 2 * answered);
    }
    answeredAt[answered] = time;
    tags[answered] = tag;
    answered++;
  }

  static int lane(long tag) {
    return (int) tag & LANE_MASK;
  }

  static boolean isWrite(long tag) {
    return (tag & WRITE) != 0;
  }

  long operations() {
    return operations;
  }

  Map<CallError, Long> errors() {
    return errors;
  }

  /** When the answers were seen whose tags are wanted, in ascending order. */
  LongStream answeredAt(LongPredicate wanted) {
    return IntStream.range(0, answered)
        .filter(call -> wanted.test(tags[call]))
        .mapToLong(call -> answeredAt[call]);
  }
}
