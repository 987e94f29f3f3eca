package io.starling.chaos.history;

import java.util.List;

/** What the checker says of a history. */
public sealed interface Verdict {
  /**
   * Some order explains every answer.
   *
   * @param operations that were explained, those of unknown outcome included
   * @param steps the search took, all groups of keys together
   */
  record Linearizable(int operations, long steps) implements Verdict {}

  /**
   * No order does.
   *
   * @param keys of the first group of which this is so
   * @param evidence operations of that group that contradict each other, in order of invocation:
   *     none of its reads can be left out, and the history was in order until its last answer
   */
  record NotLinearizable(List<String> keys, List<Operation> evidence) implements Verdict {
    private static final int LINES_MAX = 40;

    public NotLinearizable {
      keys = List.copyOf(keys);
      evidence = List.copyOf(evidence);
    }

    /** For people: a line an operation, at most 40, the last ones. */
    public String excerpt() {
      StringBuilder text = new StringBuilder("no order explains the answers for " + keys + ":\n");
      int skipped = Math.max(0, evidence.size() - LINES_MAX);
      if (skipped > 0) {
        text.append("  (").append(skipped).append(" earlier operations)\n");
      }
      evidence.stream().skip(skipped).forEach(op -> text.append("  ").append(op).append('\n'));
      return text.toString();
    }
  }

  /** The search for one group of keys did not end within its steps, and no other group failed. */
  record Undecided(List<String> keys, long steps) implements Verdict {
    public Undecided {
      keys = List.copyOf(keys);
    }
  }
}
