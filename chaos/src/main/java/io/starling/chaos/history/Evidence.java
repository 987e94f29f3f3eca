package io.starling.chaos.history;

import io.starling.chaos.history.OrderSearch.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes a contradiction small enough to read. Both steps keep it one: a prefix of a linearizable
 * history is linearizable, and so is what remains when operations that changed nothing are left
 * out.
 */
final class Evidence {
  /** Beyond this many the reads are not tried one by one. */
  private static final int READS_TRIED_MAX = 400;

  private final List<String> keys;
  private final long stepsMax;

  Evidence(List<String> keys, long stepsMax) {
    this.keys = keys;
    this.stepsMax = stepsMax;
  }

  /** The operations of a contradiction within {@code operations}, in order of invocation. */
  List<Operation> shrink(List<Operation> operations) {
    List<Operation> sorted = new ArrayList<>(operations);
    sorted.sort(Comparator.comparingLong(Operation::invokedAt));
    return withoutNeedlessReads(shortestPrefix(sorted));
  }

  private List<Operation> shortestPrefix(List<Operation> operations) {
    long[] times =
        operations.stream()
            .filter(Operation::happened)
            .mapToLong(Operation::completedAt)
            .sorted()
            .toArray();
    int low = 0;
    int high = times.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (contradicts(until(times[middle], operations))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return until(times[low], operations);
  }

  /** What was known at a time: an operation under way then may have happened or not. */
  private static List<Operation> until(long time, List<Operation> operations) {
    List<Operation> known = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.invokedAt() > time) {
        break;
      }
      if (operation.happened() && operation.completedAt() > time) {
        known.add(underWay(operation));
      } else {
        known.add(operation);
      }
    }
    known.removeIf(op -> op.outcome() instanceof Outcome.Unknown && op.changedNothing());
    return known;
  }

  private static Operation underWay(Operation operation) {
    return new Operation(
        operation.client(),
        operation.invokedAt(),
        operation.completedAt(),
        operation.call(),
        Outcome.UNKNOWN);
  }

  private List<Operation> withoutNeedlessReads(List<Operation> operations) {
    List<Operation> reads = operations.stream().filter(Operation::changedNothing).toList();
    List<Operation> kept = new ArrayList<>(operations);
    for (Operation read : reads.subList(0, Math.min(reads.size(), READS_TRIED_MAX))) {
      List<Operation> without = new ArrayList<>(kept);
      without.remove(read);
      if (contradicts(without)) {
        kept = without;
      }
    }
    return kept;
  }

  private boolean contradicts(List<Operation> operations) {
    return OrderSearch.run(keys, operations, stepsMax).answer() == Answer.NONE;
  }
}
