package io.starling.chaos.workload;

import io.starling.chaos.history.Call;
import io.starling.chaos.history.Operation;
import io.starling.chaos.history.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a family of keys that nobody uses any more, to be judged when its keys are read
 * again.
 */
record Case(KeyFamily keys, List<Operation> operations) {
  /**
   * The shortest history that explains what was read: the values found, and the calls of unknown
   * outcome, which may still take effect.
   *
   * @param read of each key, after all other calls
   */
  Case closedBy(List<Operation> read) {
    List<Operation> kept = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.outcome() instanceof Outcome.Unknown && !operation.changedNothing()) {
        kept.add(operation);
      }
    }
    for (Operation closing : read) {
      if (closing.call() instanceof Call.Read(String key)
          && closing.outcome() instanceof Outcome.Returned(String value)
          && value != null) {
        Call found = new Call.Write(key, value);
        long from = closing.invokedAt();
        long until = closing.completedAt();
        kept.add(new Operation(closing.client(), from, until, found, Outcome.APPLIED));
      }
    }
    return new Case(keys, kept);
  }

  /** All calls, and these. */
  List<Operation> with(List<Operation> read) {
    List<Operation> all = new ArrayList<>(operations);
    all.addAll(read);
    return all;
  }
}
