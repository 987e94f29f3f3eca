package io.starling.chaos.history;

import java.util.List;

/**
 * One call of one client, from the moment it was sent to the moment its answer was seen.
 *
 * @param client who called; a label only
 * @param invokedAt tick at which it was sent, or any earlier one
 * @param completedAt tick at which the answer was seen, or any later one; without meaning if the
 *     outcome is {@link Outcome.Unknown}
 */
public record Operation(int client, long invokedAt, long completedAt, Call call, Outcome outcome) {
  public Operation {
    if (completedAt < invokedAt && !(outcome instanceof Outcome.Unknown)) {
      throw new IllegalArgumentException(
          "completed at " + completedAt + ", before it was invoked at " + invokedAt);
    }
  }

  /** The keys it touches, in ascending order. */
  public List<String> keys() {
    return call.keys();
  }

  /** Whether the client knows that it happened. */
  public boolean happened() {
    return switch (outcome) {
      case Outcome.Returned r -> true;
      case Outcome.ReturnedAll r -> true;
      case Outcome.Applied a -> true;
      case Outcome.Declined d -> true;
      case Outcome.NotApplied n -> false;
      case Outcome.Unknown u -> false;
    };
  }

  /** Whether it certainly left the state as it was. */
  public boolean changedNothing() {
    boolean reads = call instanceof Call.Read || call instanceof Call.BatchRead;
    return reads || outcome instanceof Outcome.Declined || outcome instanceof Outcome.NotApplied;
  }

  @Override
  public String toString() {
    String until = outcome instanceof Outcome.Unknown ? "?" : Long.toString(completedAt);
    return "[" + invokedAt + ", " + until + "] client " + client + ": " + call + " -> " + outcome;
  }
}
