package io.starling.chaos.workload;

import io.starling.chaos.history.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store in this JVM, one call at a time, that forgets a share of its acknowledged writes. */
final class MemoryStore implements Commands {
  private final Map<String, String> values = new HashMap<>();
  private final int forgetsOneIn;
  private int writes;

  /**
   * @param forgetsOneIn 0: it forgets nothing
   */
  MemoryStore(int forgetsOneIn) {
    this.forgetsOneIn = forgetsOneIn;
  }

  StoreClient client() {
    return new StoreClient() {
      @Override
      public Answer call(Call call) {
        synchronized (MemoryStore.this) {
          return Answer.of(perform(call));
        }
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public @Nullable String get(String key) {
    return values.get(key);
  }

  @Override
  public void set(String key, String value) {
    if (forgetsOneIn == 0 || ++writes % forgetsOneIn != 0) {
      values.put(key, value);
    }
  }

  @Override
  public @Nullable String getSet(String key, String value) {
    return values.put(key, value);
  }

  @Override
  public boolean setIfAbsent(String key, String value) {
    return values.putIfAbsent(key, value) == null;
  }

  @Override
  public long increment(String key, long delta) {
    String sum = Long.toString(Long.parseLong(values.getOrDefault(key, "0")) + delta);
    values.put(key, sum);
    return Long.parseLong(sum);
  }

  @Override
  public long append(String key, String suffix) {
    return values.merge(key, suffix, String::concat).length();
  }

  @Override
  public boolean delete(String key) {
    return values.remove(key) != null;
  }

  @Override
  public void setAll(Map<String, String> batch) {
    values.putAll(batch);
  }

  @Override
  public List<@Nullable String> getAll(List<String> keys) {
    List<@Nullable String> found = new ArrayList<>();
    keys.forEach(key -> found.add(values.get(key)));
    return found;
  }
}
