package io.starling.chaos.history;

import io.starling.chaos.history.KeyGroups.Group;
import io.starling.chaos.history.OrderSearch.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a history is linearizable: whether each operation can be given a moment between its
 * invocation and its completion such that a single store, executing them in that order on keys
 * absent at first, gives every answer that was given.
 *
 * <p>An operation that was certainly not applied is left out, one of unknown outcome may happen at
 * any time from its invocation on, or never. The cost grows with how many operations overlap on one
 * key, not with the length of the history: keep to eight clients a key or fewer, and few unknown
 * outcomes a key.
 */
public final class LinearizabilityChecker {
  /** Enough for 100,000 operations a key at five clients; about 200 MB when used up. */
  public static final long STEPS_MAX = 2_000_000;

  private final long stepsMax;

  public LinearizabilityChecker() {
    this(STEPS_MAX);
  }

  /**
   * @param stepsMax tries of placing an operation, for each group of keys, after which it is
   *     undecided
   */
  public LinearizabilityChecker(long stepsMax) {
    this.stepsMax = stepsMax;
  }

  /**
   * @param history all operations, in any order, on all keys that they touch
   */
  public Verdict check(List<Operation> history) {
    Verdict.@Nullable Undecided undecided = null;
    int operations = 0;
    long steps = 0;
    for (Group group : KeyGroups.of(history)) {
      List<Operation> judged = group.operations().stream().filter(this::counts).toList();
      OrderSearch.Result result = OrderSearch.run(group.keys(), judged, stepsMax);
      operations += judged.size();
      steps += result.steps();
      if (result.answer() == Answer.NONE) {
        return new Verdict.NotLinearizable(group.keys(), evidence(group.keys(), judged));
      }
      if (result.answer() == Answer.GAVE_UP && undecided == null) {
        undecided = new Verdict.Undecided(group.keys(), result.steps());
      }
    }
    return undecided != null ? undecided : new Verdict.Linearizable(operations, steps);
  }

  /** What was not applied, and a read that nobody saw the answer of, say nothing. */
  private boolean counts(Operation operation) {
    return operation.happened()
        || (operation.outcome() instanceof Outcome.Unknown && !operation.changedNothing());
  }

  private List<Operation> evidence(List<String> keys, List<Operation> judged) {
    return new Evidence(keys, stepsMax).shrink(judged);
  }
}
