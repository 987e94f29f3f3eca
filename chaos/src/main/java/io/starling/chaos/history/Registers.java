package io.starling.chaos.history;

import io.starling.chaos.history.Outcome.Returned;
import io.starling.chaos.history.Outcome.ReturnedAll;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The specification: what a store of a few keys in one place, with one client at a time, answers to
 * a call and holds after it. A value.
 */
final class Registers {
  private final String[] keys;
  private final @Nullable String[] values;

  private Registers(String[] keys, @Nullable String[] values) {
    this.keys = keys;
    this.values = values;
  }

  /** All keys absent. */
  static Registers empty(List<String> keys) {
    String[] sorted = keys.toArray(String[]::new);
    Arrays.sort(sorted);
    return new Registers(sorted, new @Nullable String[sorted.length]);
  }

  /** What the call ends with here, if it is evaluated. */
  Outcome answer(Call call) {
    return switch (call) {
      case Call.Read read -> new Returned(get(read.key()));
      case Call.Write write -> Outcome.APPLIED;
      case Call.Exchange exchange -> new Returned(get(exchange.key()));
      case Call.SetIfAbsent set -> condition(get(set.key()) == null);
      case Call.CompareAndSet cas -> condition(cas.expected().equals(get(cas.key())));
      case Call.Increment increment -> {
        String sum = sum(increment);
        yield sum == null ? Outcome.DECLINED : new Returned(sum);
      }
      case Call.Append append -> new Returned(Integer.toString(appended(append).length()));
      case Call.Delete delete -> condition(get(delete.key()) != null);
      case Call.Erase erase -> Outcome.APPLIED;
      case Call.Expire expire -> condition(expire.value().equals(get(expire.key())));
      case Call.BatchWrite batch -> Outcome.APPLIED;
      case Call.BatchRead batch -> new ReturnedAll(getAll(batch.keys()));
    };
  }

  /** What is held after the call. */
  Registers after(Call call) {
    return switch (call) {
      case Call.Read read -> this;
      case Call.Write write -> with(write.key(), write.value());
      case Call.Exchange exchange -> with(exchange.key(), exchange.value());
      case Call.SetIfAbsent set -> get(set.key()) == null ? with(set.key(), set.value()) : this;
      case Call.CompareAndSet cas ->
          cas.expected().equals(get(cas.key())) ? with(cas.key(), cas.value()) : this;
      case Call.Increment increment -> {
        String sum = sum(increment);
        yield sum == null ? this : with(increment.key(), sum);
      }
      case Call.Append append -> with(append.key(), appended(append));
      case Call.Delete delete -> with(delete.key(), null);
      case Call.Erase erase -> with(erase.key(), null);
      case Call.Expire expire ->
          expire.value().equals(get(expire.key())) ? with(expire.key(), null) : this;
      case Call.BatchWrite batch -> withAll(batch.values());
      case Call.BatchRead batch -> this;
    };
  }

  private static Outcome condition(boolean held) {
    return held ? Outcome.APPLIED : Outcome.DECLINED;
  }

  private @Nullable String sum(Call.Increment increment) {
    try {
      String value = get(increment.key());
      long before = value == null ? 0 : Long.parseLong(value);
      return Long.toString(Math.addExact(before, increment.delta()));
    } catch (NumberFormatException | ArithmeticException notANumber) {
      return null;
    }
  }

  private String appended(Call.Append append) {
    String value = get(append.key());
    return value == null ? append.suffix() : value + append.suffix();
  }

  private @Nullable String get(String key) {
    return values[index(key)];
  }

  private List<@Nullable String> getAll(List<String> wanted) {
    List<@Nullable String> found = new ArrayList<>(wanted.size());
    wanted.forEach(key -> found.add(get(key)));
    return found;
  }

  private Registers with(String key, @Nullable String value) {
    int index = index(key);
    if (Objects.equals(values[index], value)) {
      return this;
    }
    @Nullable String[] changed = values.clone();
    changed[index] = value;
    return new Registers(keys, changed);
  }

  private Registers withAll(Map<String, String> batch) {
    @Nullable String[] changed = values.clone();
    batch.forEach((key, value) -> changed[index(key)] = value);
    return new Registers(keys, changed);
  }

  private int index(String key) {
    return keys.length == 1 ? 0 : Arrays.binarySearch(keys, key);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Registers that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < keys.length; i++) {
      text.append(i == 0 ? "" : ", ").append(keys[i]).append('=').append(values[i]);
    }
    return text.toString();
  }
}
