package io.starling.forecast.shed;

import java.util.List;

/**
 * What a node should shed now.
 *
 * @param over whether the node has reason to shed anything; who asks again says since when, see
 *     {@link Past#overSinceMillis}
 * @param standstill why nothing is shed at all
 * @param moves to be begun now; those to one target are one batch: offered, granted, and counted as
 *     one
 * @param explanations of what was taken, or of every candidate if asked for
 * @param <N> the name of a node
 */
public record Decision<N extends Comparable<N>>(
    boolean over, Standstill standstill, List<Move<N>> moves, List<Explanation<N>> explanations) {
  public Decision {
    moves = List.copyOf(moves);
    explanations = List.copyOf(explanations);
  }

  /** Why a node sheds nothing. */
  public enum Standstill {
    NONE("it sheds"),
    NOT_OVER("it is as busy as the others"),
    NOT_YET_CERTAIN("it waits whether it stays as busy"),
    SELF_DISTRUSTED("it does not trust its own view just now"),
    SELF_LEAVING("it is draining or leaving: its segments are placed elsewhere anyway"),
    MOVES_UNDER_WAY("it has moves enough under way"),
    CHURN_SPENT("it has moved enough in this window"),
    NOTHING_WORTHWHILE("no move gains more than it costs");

    private final String text;

    Standstill(String text) {
      this.text = text;
    }

    /** In words, for people. */
    public String text() {
      return text;
    }
  }

  static <N extends Comparable<N>> Decision<N> none(boolean over, Standstill standstill) {
    return new Decision<>(over, standstill, List.of(), List.of());
  }
}
