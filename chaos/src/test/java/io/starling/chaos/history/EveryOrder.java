package io.starling.chaos.history;

import java.util.ArrayList;
import java.util.List;

/** The definition, word for word: tries every order of every choice. For tiny histories. */
final class EveryOrder {
  private EveryOrder() {}

  static boolean explains(List<Operation> history) {
    List<String> keys = history.stream().flatMap(op -> op.keys().stream()).distinct().toList();
    List<Operation> left = new ArrayList<>(history);
    left.removeIf(operation -> operation.outcome() instanceof Outcome.NotApplied);
    return explains(left, Registers.empty(keys));
  }

  private static boolean explains(List<Operation> left, Registers registers) {
    if (left.stream().noneMatch(Operation::happened)) {
      return true;
    }
    for (Operation next : left) {
      boolean fits = !next.happened() || registers.answer(next.call()).equals(next.outcome());
      if (fits && left.stream().noneMatch(other -> precedes(other, next))) {
        List<Operation> rest = new ArrayList<>(left);
        rest.remove(next);
        if (explains(rest, registers.after(next.call()))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean precedes(Operation one, Operation other) {
    return one.happened() && one.completedAt() < other.invokedAt();
  }
}
