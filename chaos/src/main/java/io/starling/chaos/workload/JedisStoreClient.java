package io.starling.chaos.workload;

import io.starling.chaos.history.Call;
import io.starling.chaos.process.Address;
import io.starling.chaos.workload.Connecting.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/** Jedis, plain or in cluster mode. */
final class JedisStoreClient implements StoreClient, Commands {
  /** A redirection is not an attempt that failed, but it takes one of Jedis's. */
  private static final int REDIRECTIONS_MAX = 5;

  private final UnifiedJedis jedis;
  private final boolean shared;
  private long redirections;

  private JedisStoreClient(UnifiedJedis jedis, boolean shared) {
    this.jedis = jedis;
    this.shared = shared;
  }

  /**
   * Safe for use by many threads. Jedis's own retries are off: it repeats what may have happened.
   */
  static RedisClusterClient openCluster(Connecting connecting, int threads) {
    Set<HostAndPort> nodes =
        connecting.addresses().stream()
            .map(address -> new HostAndPort(address.host(), address.port()))
            .collect(Collectors.toSet());
    return RedisClusterClient.builder()
        .nodes(nodes)
        .clientConfig(config(connecting))
        .poolConfig(pool(threads + 1))
        .maxAttempts(1)
        .build();
  }

  /** One thread's use of a client that is closed by someone else. */
  static StoreClient sharing(UnifiedJedis jedis) {
    return new JedisStoreClient(jedis, true);
  }

  /** What opens a client of its own for each node. */
  static Function<Address, StoreClient> opener(Connecting connecting) {
    JedisClientConfig config = config(connecting);
    ConnectionPoolConfig pool = pool(1);
    pool.setTestOnBorrow(connecting.recovery() == Recovery.BY_CLIENT);
    return address ->
        new JedisStoreClient(
            RedisClient.builder()
                .hostAndPort(address.host(), address.port())
                .clientConfig(config)
                .poolConfig(pool)
                .build(),
            false);
  }

  private static JedisClientConfig config(Connecting connecting) {
    DefaultJedisClientConfig.Builder builder =
        DefaultJedisClientConfig.builder().timeoutMillis(connecting.timeoutMillis());
    return connecting.password() == null
        ? builder.build()
        : builder.password(connecting.password()).build();
  }

  private static ConnectionPoolConfig pool(int connections) {
    ConnectionPoolConfig config = new ConnectionPoolConfig();
    config.setMaxTotal(connections);
    config.setMaxIdle(connections);
    return config;
  }

  @Override
  public Answer call(Call call) {
    Answer answer = once(call);
    for (int i = 0; i < REDIRECTIONS_MAX && "MOVED".equals(answer.errorCode()); i++) {
      redirections++;
      answer = once(call);
    }
    return answer;
  }

  @Override
  public OptionalLong redirections() {
    return OptionalLong.of(redirections);
  }

  private Answer once(Call call) {
    try {
      return Answer.of(perform(call));
    } catch (JedisException failure) {
      return JedisFailure.answer(failure);
    }
  }

  @Override
  public @Nullable String get(String key) {
    return jedis.get(key);
  }

  @Override
  public void set(String key, String value) {
    jedis.set(key, value);
  }

  @Override
  public @Nullable String getSet(String key, String value) {
    return jedis.setGet(key, value);
  }

  @Override
  public boolean setIfAbsent(String key, String value) {
    return "OK".equals(jedis.set(key, value, SetParams.setParams().nx()));
  }

  @Override
  public long increment(String key, long delta) {
    return jedis.incrBy(key, delta);
  }

  @Override
  public long append(String key, String suffix) {
    return jedis.append(key, suffix);
  }

  @Override
  public boolean delete(String key) {
    return jedis.del(key) == 1;
  }

  @Override
  public void setAll(Map<String, String> values) {
    List<String> keysAndValues = new ArrayList<>();
    values.forEach((key, value) -> keysAndValues.addAll(List.of(key, value)));
    jedis.mset(keysAndValues.toArray(String[]::new));
  }

  @Override
  public List<@Nullable String> getAll(List<String> keys) {
    return new ArrayList<>(jedis.mget(keys.toArray(String[]::new)));
  }

  @Override
  public void close() {
    if (!shared) {
      jedis.close();
    }
  }
}
