package io.starling.chaos.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The invocations and completions of a part of a history, as a doubly linked list in order of time,
 * from which an operation can be taken out and put back in constant time, in reverse order.
 *
 * <p>Operations are numbered in order of invocation. Event {@code i} below {@link #size()} is the
 * invocation of operation {@code i}, {@code size() + i} its completion, and {@link #end()} stands
 * before the first and after the last. An operation of unknown outcome has no completion: it may
 * take effect at any time from its invocation on.
 */
final class Timeline {
  private final List<Operation> operations;
  private final int[] next;
  private final int[] previous;
  private int known;

  Timeline(List<Operation> history) {
    operations = new ArrayList<>(history);
    operations.sort(Comparator.comparingLong(Operation::invokedAt));
    next = new int[2 * size() + 1];
    previous = new int[2 * size() + 1];
    link();
  }

  private void link() {
    List<Integer> completions = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      if (operations.get(i).happened()) {
        completions.add(i);
      }
    }
    known = completions.size();
    completions.sort(Comparator.comparingLong(i -> operations.get(i).completedAt()));
    int last = end();
    int invoked = 0;
    for (int completed : completions) {
      // At equal times the invocation comes first: what may have overlapped is taken to overlap.
      long time = operations.get(completed).completedAt();
      while (invoked < size() && operations.get(invoked).invokedAt() <= time) {
        last = append(last, invoked++);
      }
      last = append(last, size() + completed);
    }
    while (invoked < size()) {
      last = append(last, invoked++);
    }
    append(last, end());
  }

  private int append(int last, int event) {
    next[last] = event;
    previous[event] = last;
    return event;
  }

  int size() {
    return operations.size();
  }

  /** How many have a completion. */
  int known() {
    return known;
  }

  Operation operation(int number) {
    return operations.get(number);
  }

  int end() {
    return 2 * size();
  }

  int first() {
    return next[end()];
  }

  int after(int event) {
    return next[event];
  }

  boolean isInvocation(int event) {
    return event < size();
  }

  void takeOut(int number) {
    unlink(number);
    if (operations.get(number).happened()) {
      unlink(size() + number);
    }
  }

  /** Only for the operation taken out last of those that are out. */
  void putBack(int number) {
    if (operations.get(number).happened()) {
      relink(size() + number);
    }
    relink(number);
  }

  private void unlink(int event) {
    next[previous[event]] = next[event];
    previous[next[event]] = previous[event];
  }

  private void relink(int event) {
    next[previous[event]] = event;
    previous[next[event]] = event;
  }
}
