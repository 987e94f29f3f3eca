package io.starling.chaos.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client learned of its call. */
public sealed interface Outcome {
  Outcome APPLIED = new Applied();
  Outcome DECLINED = new Declined();
  Outcome NOT_APPLIED = new NotApplied();
  Outcome UNKNOWN = new Unknown();

  /** It happened once and gave this value; null is the absence of one. */
  record Returned(@Nullable String value) implements Outcome {}

  /** It happened once and gave these values; null is the absence of one. */
  record ReturnedAll(List<@Nullable String> values) implements Outcome {
    public ReturnedAll {
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }
  }

  /** It happened once, and there is no more to say. */
  record Applied() implements Outcome {}

  /** It was evaluated, its condition did not hold, and it changed nothing. */
  record Declined() implements Outcome {}

  /** It certainly did not happen, and tells nothing about the state. */
  record NotApplied() implements Outcome {}

  /** It happened once or not at all, now or at any later time. */
  record Unknown() implements Outcome {}
}
