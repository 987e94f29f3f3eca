package io.starling.chaos.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a history by hand: each line a client, the ticks of its call, the call, its outcome. */
final class Script {
  private final List<Operation> operations = new ArrayList<>();

  Script op(int client, long invokedAt, long completedAt, Call call, Outcome outcome) {
    operations.add(new Operation(client, invokedAt, completedAt, call, outcome));
    return this;
  }

  Script unknown(int client, long invokedAt, Call call) {
    return op(client, invokedAt, invokedAt, call, Outcome.UNKNOWN);
  }

  List<Operation> history() {
    return List.copyOf(operations);
  }

  static Call read(String key) {
    return new Call.Read(key);
  }

  static Call write(String key, String value) {
    return new Call.Write(key, value);
  }

  static Call batch(String key, String value, String otherKey, String otherValue) {
    return new Call.BatchWrite(new TreeMap<>(Map.of(key, value, otherKey, otherValue)));
  }

  static Outcome gave(@Nullable String value) {
    return new Outcome.Returned(value);
  }

  static Outcome gaveAll(@Nullable String... values) {
    return new Outcome.ReturnedAll(Arrays.asList(values));
  }
}
