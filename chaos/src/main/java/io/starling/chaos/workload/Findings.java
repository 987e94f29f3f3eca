package io.starling.chaos.workload;

import java.util.List;

/**
 * What is wrong with the answers of a run.
 *
 * @param lostWrites acknowledged, and not there when their keys were read last
 * @param contradictions histories of which no order explains the answers
 * @param undecided histories that took the checker too long
 * @param examples for people; at most ten
 */
public record Findings(long lostWrites, int contradictions, int undecided, List<String> examples) {
  public Findings {
    examples = List.copyOf(examples);
  }

  /** Whether everything was judged and nothing is wrong. */
  public boolean isClean() {
    return lostWrites == 0 && contradictions == 0 && undecided == 0;
  }
}
