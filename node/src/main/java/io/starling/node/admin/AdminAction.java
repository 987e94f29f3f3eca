package io.starling.node.admin;

import java.util.Map;

/** Something an operator may have a node do: {@code POST /api/NAME} with a JSON object of texts. */
@FunctionalInterface
public interface AdminAction {
  /**
   * Does it, or says why not. Called from a worker thread, one of few; given up after thirty
   * seconds.
   *
   * @param parameters of the request's body; names and values come from outside, unchecked
   */
  Outcome perform(Map<String, String> parameters);

  /** What came of it. */
  sealed interface Outcome {
    /** A sentence for people. */
    String text();

    /** It was done. */
    record Done(String text) implements Outcome {}

    /** It was not done, and asking again would not help before something else changes. */
    record Refused(String text) implements Outcome {}
  }
}
