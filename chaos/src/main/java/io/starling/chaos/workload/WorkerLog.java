package io.starling.chaos.workload;

import io.starling.chaos.history.Operation;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What one worker counts. Belongs to its thread while that runs. */
final class WorkerLog {
  private static final int FIRST_ROOM = 1 << 12;

  private final Map<CallError, Long> errors = new TreeMap<>();
  private long[] writtenAt = new long[FIRST_ROOM];
  private byte[] writtenIn = new byte[FIRST_ROOM];
  private int writes;
  private long operations;

  void add(Operation operation, int lane, Answer answer) {
    operations++;
    answer.error().ifPresent(error -> errors.merge(error, 1L, Long::sum));
    if (operation.happened() && !operation.changedNothing()) {
      addWrite(operation.completedAt(), lane);
    }
  }

  private void addWrite(long time, int lane) {
    if (writes == writtenAt.length) {
      writtenAt = Arrays.copyOf(writtenAt, 2 * writes);
      writtenIn = Arrays.copyOf(writtenIn, 2 * writes);
    }
    writtenAt[writes] = time;
    writtenIn[writes] = (byte) lane;
    writes++;
  }

  long operations() {
    return operations;
  }

  int writes() {
    return writes;
  }

  Map<CallError, Long> errors() {
    return errors;
  }

  /** When the acknowledgement of a write was seen, in ascending order. */
  long writtenAt(int write) {
    return writtenAt[write];
  }

  int writtenIn(int write) {
    return writtenIn[write] & 0xff;
  }
}
