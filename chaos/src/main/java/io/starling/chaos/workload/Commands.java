package io.starling.chaos.workload;

import io.starling.chaos.history.Call;
import io.starling.chaos.history.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands of Redis that the calls of a history are made of. */
interface Commands {
  @Nullable String get(String key);

  void set(String key, String value);

  @Nullable String getSet(String key, String value);

  boolean setIfAbsent(String key, String value);

  long increment(String key, long delta);

  long append(String key, String suffix);

  boolean delete(String key);

  void setAll(Map<String, String> values);

  List<@Nullable String> getAll(List<String> keys);

  /** Makes a call, and says what it ended with; an exception of the client comes through. */
  default Outcome perform(Call call) {
    return switch (call) {
      case Call.Read read -> new Outcome.Returned(get(read.key()));
      case Call.Write write -> {
        set(write.key(), write.value());
        yield Outcome.APPLIED;
      }
      case Call.Exchange exchange -> new Outcome.Returned(getSet(exchange.key(), exchange.value()));
      case Call.SetIfAbsent set -> condition(setIfAbsent(set.key(), set.value()));
      case Call.Increment increment -> number(increment(increment.key(), increment.delta()));
      case Call.Append append -> number(append(append.key(), append.suffix()));
      case Call.Delete delete -> condition(delete(delete.key()));
      case Call.BatchWrite batch -> {
        setAll(batch.values());
        yield Outcome.APPLIED;
      }
      case Call.BatchRead batch -> new Outcome.ReturnedAll(getAll(batch.keys()));
      case Call.CompareAndSet cas -> throw noCommand(cas);
      case Call.Erase erase -> throw noCommand(erase);
      case Call.Expire expire -> throw noCommand(expire);
    };
  }

  private static IllegalArgumentException noCommand(Call call) {
    return new IllegalArgumentException("there is no such command: " + call);
  }

  private static Outcome condition(boolean held) {
    return held ? Outcome.APPLIED : Outcome.DECLINED;
  }

  private static Outcome number(long value) {
    return new Outcome.Returned(Long.toString(value));
  }
}
