package io.starling.chaos.history;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for an order of the operations of one group of keys that agrees with real time and with
 * {@link Registers}: the search of Wing and Gong (1993), with the memory of Lowe (2017) so that no
 * set of placed operations is entered twice with the same contents.
 *
 * <p>An operation may come next if it was invoked before the first completion of any operation not
 * yet placed. When that completion is reached and nothing fits, the operation placed last is taken
 * back. An operation of unknown outcome may stay without a place.
 *
 * <p>Used once, by one thread.
 */
final class OrderSearch {
  private final Timeline timeline;
  private final long[] bits;
  private final int[] order;
  private final int[] highestBefore;
  private final Registers[] before;
  // Only ever asked whether it contains; its order is never seen.
  private final Set<Placed> entered = new HashSet<>();
  private Registers registers;
  private int placed;
  private int placedKnown;
  private int highest = -1;

  /** How a search ended, and after how many tries of placing an operation. */
  record Result(Answer answer, long steps) {}

  enum Answer {
    FOUND,
    NONE,
    GAVE_UP
  }

  private OrderSearch(List<String> keys, List<Operation> operations) {
    timeline = new Timeline(operations);
    bits = new long[(timeline.size() >> 6) + 1];
    order = new int[timeline.size()];
    highestBefore = new int[timeline.size()];
    before = new Registers[timeline.size()];
    registers = Registers.empty(keys);
  }

  /**
   * @param operations without those that were certainly not applied
   * @param stepsMax after which it gives up; memory grows with it, about 100 B a step
   */
  static Result run(List<String> keys, List<Operation> operations, long stepsMax) {
    return new OrderSearch(keys, operations).run(stepsMax);
  }

  private Result run(long stepsMax) {
    long steps = 0;
    int event = timeline.first();
    while (placedKnown < timeline.known()) {
      if (timeline.isInvocation(event)) {
        if (++steps > stepsMax) {
          return new Result(Answer.GAVE_UP, stepsMax);
        }
        event = place(event) ? timeline.first() : timeline.after(event);
      } else if (placed == 0) {
        return new Result(Answer.NONE, steps);
      } else {
        event = timeline.after(takeBack());
      }
    }
    return new Result(Answer.FOUND, steps);
  }

  private boolean place(int number) {
    Operation operation = timeline.operation(number);
    if (operation.happened() && !registers.answer(operation.call()).equals(operation.outcome())) {
      return false;
    }
    Registers after = registers.after(operation.call());
    if (!operation.happened() && after.equals(registers)) {
      return false; // It would say nothing and change nothing: left without a place just as well.
    }
    timeline.takeOut(number);
    bits[number >> 6] |= 1L << number;
    int highestAfter = Math.max(highest, number);
    if (!entered.add(Placed.of(bits, firstOpen(), highestAfter, after))) {
      bits[number >> 6] &= ~(1L << number);
      timeline.putBack(number);
      return false;
    }
    order[placed] = number;
    before[placed] = registers;
    highestBefore[placed] = highest;
    registers = after;
    highest = highestAfter;
    placed++;
    placedKnown += operation.happened() ? 1 : 0;
    return true;
  }

  private int takeBack() {
    placed--;
    int number = order[placed];
    registers = before[placed];
    highest = highestBefore[placed];
    placedKnown -= timeline.operation(number).happened() ? 1 : 0;
    bits[number >> 6] &= ~(1L << number);
    timeline.putBack(number);
    return number;
  }

  /** The lowest number without a place: the list begins with the earliest invocation in it. */
  private int firstOpen() {
    int first = timeline.first();
    return timeline.isInvocation(first) ? first : timeline.size();
  }
}
