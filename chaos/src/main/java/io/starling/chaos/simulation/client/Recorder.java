package io.starling.chaos.simulation.client;

import io.starling.chaos.history.Call;
import io.starling.chaos.history.Operation;
import io.starling.chaos.history.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Keeps what clients asked and saw, and turns it into a history of calls on keys. */
final class Recorder {
  /** Nobody in particular. */
  private static final int NO_CLIENT = -1;

  private record Flushed(int segment, long invokedAt, long completedAt, Outcome outcome) {
    Operation erase(String key) {
      return new Operation(NO_CLIENT, invokedAt, completedAt, new Call.Erase(key), outcome);
    }
  }

  private final List<Operation> operations = new ArrayList<>();
  private final List<Flushed> flushes = new ArrayList<>();

  void record(int client, long invokedAt, long completedAt, Question question, Outcome outcome) {
    Call call = question.call();
    if (call != null) {
      operations.add(new Operation(client, invokedAt, completedAt, call, outcome));
    }
    if (question.setsDeadline() && call instanceof Call.Write write) {
      Call expiry = new Call.Expire(write.key(), write.value());
      operations.add(new Operation(NO_CLIENT, invokedAt, completedAt, expiry, Outcome.UNKNOWN));
    }
    if (question.isFlush()) {
      flushes.add(new Flushed(question.request().segment(), invokedAt, completedAt, outcome));
    }
  }

  /** The history; a flush erases every key of its segment, also one that came later. */
  List<Operation> history(SortedMap<String, KeySlot> keys) {
    List<Operation> history = new ArrayList<>(operations);
    keys.forEach(
        (key, slot) -> {
          for (Flushed flushed : flushes) {
            if (flushed.segment == slot.segment()) {
              history.add(flushed.erase(key));
            }
          }
        });
    return history;
  }
}
