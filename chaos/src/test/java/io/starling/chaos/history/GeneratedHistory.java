package io.starling.chaos.history;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What clients of a correct store see: each call takes effect at one moment between its ends.
 *
 * @param keys how many
 * @param clients how many, each with one call at a time
 * @param operations how many, all clients together
 * @param percentUnknown of the calls whose outcome is kept from the client; half of them happen
 */
record GeneratedHistory(int keys, int clients, int operations, int percentUnknown) {
  List<Operation> from(RandomGenerator random) {
    List<String> names = new ArrayList<>();
    for (int key = 0; key < keys; key++) {
      names.add("k" + key);
    }
    Registers registers = Registers.empty(names);
    List<Operation> history = new ArrayList<>();
    long[] freeAt = new long[clients];
    long now = 0;
    for (int i = 0; i < operations; i++) {
      // Effects are generated in their order; a call begins when its client was free.
      now += 1 + random.nextInt(3);
      int client = random.nextInt(clients);
      long invokedAt = Math.max(freeAt[client], now - random.nextInt(3 * clients));
      now = Math.max(now, invokedAt);
      long completedAt = now + random.nextInt(3 * clients);
      freeAt[client] = completedAt + 1;
      Call call = call(random, names, i);
      boolean unknown = random.nextInt(100) < percentUnknown;
      boolean happens = !unknown || random.nextBoolean();
      Outcome outcome = unknown ? Outcome.UNKNOWN : registers.answer(call);
      history.add(new Operation(client, invokedAt, completedAt, call, outcome));
      registers = happens ? registers.after(call) : registers;
    }
    return history;
  }

  private static Call call(RandomGenerator random, List<String> names, int unique) {
    String key = names.get(random.nextInt(names.size()));
    String other = names.get(random.nextInt(names.size()));
    String value = Integer.toString(unique);
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> new Call.Write(key, value);
      case 3 -> new Call.SetIfAbsent(key, value);
      case 4 -> new Call.Increment(key, 1);
      case 5 -> new Call.Delete(key);
      case 6 -> new Call.Append(key, "7");
      case 7 -> names.size() == 1 ? new Call.Exchange(key, value) : batch(key, other, value);
      case 8 -> names.size() == 1 ? new Call.Read(key) : new Call.BatchRead(List.of(key, other));
      default -> new Call.Read(key);
    };
  }

  private static Call batch(String key, String other, String value) {
    TreeMap<String, String> values = new TreeMap<>();
    values.put(key, value);
    values.put(other, value);
    return new Call.BatchWrite(values);
  }
}
