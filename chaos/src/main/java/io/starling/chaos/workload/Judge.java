package io.starling.chaos.workload;

import io.starling.chaos.history.LinearizabilityChecker;
import io.starling.chaos.history.LostWriteCheck;
import io.starling.chaos.history.LostWrites;
import io.starling.chaos.history.Operation;
import io.starling.chaos.history.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Judges histories of different keys, and keeps the sum. Safe for use by many threads. */
final class Judge {
  private static final int EXAMPLES_MAX = 10;

  private final LinearizabilityChecker checker = new LinearizabilityChecker();
  private final List<String> examples = new ArrayList<>();
  private long lost;
  private int contradictions;
  private int undecided;

  void judge(List<Operation> operations) {
    add(checker.check(operations), LostWriteCheck.check(operations));
  }

  private synchronized void add(Verdict verdict, LostWrites losses) {
    lost += losses.lost().size();
    losses.lost().stream().limit(1).forEach(loss -> keepExample("lost: " + loss));
    switch (verdict) {
      case Verdict.Linearizable explained -> {}
      case Verdict.NotLinearizable refused -> {
        contradictions++;
        keepExample(refused.excerpt());
      }
      case Verdict.Undecided tooLong -> {
        undecided++;
        keepExample("undecided: " + tooLong);
      }
    }
  }

  private void keepExample(String text) {
    if (examples.size() < EXAMPLES_MAX) {
      examples.add(text);
    }
  }

  synchronized Findings findings() {
    return new Findings(lost, contradictions, undecided, List.copyOf(examples));
  }
}
