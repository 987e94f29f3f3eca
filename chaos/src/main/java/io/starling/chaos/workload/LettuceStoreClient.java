package io.starling.chaos.workload;

import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.starling.chaos.history.Call;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Lettuce's blocking commands, on a connection to one node or to a cluster. */
final class LettuceStoreClient implements StoreClient, Commands {
  private final RedisClusterCommands<String, String> redis;
  private final Runnable closing;

  LettuceStoreClient(RedisClusterCommands<String, String> redis, Runnable closing) {
    this.redis = redis;
    this.closing = closing;
  }

  @Override
  public Answer call(Call call) {
    try {
      return Answer.of(perform(call));
    } catch (RedisException | CancellationException failure) {
      return LettuceFailure.answer(failure);
    }
  }

  @Override
  public @Nullable String get(String key) {
    return redis.get(key);
  }

  @Override
  public void set(String key, String value) {
    redis.set(key, value);
  }

  @Override
  public @Nullable String getSet(String key, String value) {
    return redis.setGet(key, value);
  }

  @Override
  public boolean setIfAbsent(String key, String value) {
    return "OK".equals(redis.set(key, value, SetArgs.Builder.nx()));
  }

  @Override
  public long increment(String key, long delta) {
    return redis.incrby(key, delta);
  }

  @Override
  public long append(String key, String suffix) {
    return redis.append(key, suffix);
  }

  @Override
  public boolean delete(String key) {
    return redis.del(key) == 1;
  }

  @Override
  public void setAll(Map<String, String> values) {
    redis.mset(values);
  }

  @Override
  public List<@Nullable String> getAll(List<String> keys) {
    return redis.mget(keys.toArray(String[]::new)).stream()
        .<@Nullable String>map(pair -> pair.getValueOrElse(null))
        .toList();
  }

  @Override
  public void close() {
    closing.run();
  }
}
