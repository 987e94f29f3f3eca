package io.starling.chaos.workload;

import io.starling.chaos.history.Call;
import io.starling.chaos.history.Outcome;
import io.starling.chaos.process.Address;
import io.starling.chaos.workload.Connecting.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.commands.JedisCommands;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.params.SetParams;

/**
 * Jedis, plain or in cluster mode.
 *
 * <p>Jedis's own retries are off, for it repeats what may have happened. What it would do besides
 * is done here: a redirection is followed to the node that it names, and, where clients recover by
 * themselves, a call that was never sent is sent to where the nodes say by now.
 */
final class JedisStoreClient implements StoreClient, Commands {
  private static final int DETOURS_MAX = 5;

  private final JedisCommands jedis;
  private final Function<HostAndPort, Connection> connector;
  private final Optional<Runnable> refresh;
  private final Runnable closing;
  private long redirections;

  /**
   * @param connector connects to the node that a redirection names
   * @param refresh asks the nodes again who has which slot; empty: nobody does that
   */
  private JedisStoreClient(
      JedisCommands jedis,
      Function<HostAndPort, Connection> connector,
      Optional<Runnable> refresh,
      Runnable closing) {
    this.jedis = jedis;
    this.connector = connector;
    this.refresh = refresh;
    this.closing = closing;
  }

  /** Safe for use by many threads. */
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
  static StoreClient sharing(RedisClusterClient jedis, Connecting connecting) {
    return new JedisStoreClient(
        jedis,
        node -> connection(jedis, node, connecting),
        connecting.recovery() == Recovery.BY_CLIENT
            ? Optional.of(jedis::refreshClusterTopology)
            : Optional.empty(),
        () -> {});
  }

  /** Of the client's, or a new one, if it has not heard of the node yet. */
  private static Connection connection(
      RedisClusterClient jedis, HostAndPort node, Connecting connecting) {
    ConnectionPool known = jedis.getClusterNodes().get(node.toString());
    return known == null ? new Connection(node, config(connecting)) : known.getResource();
  }

  /** What opens a client of its own for each node. */
  static Function<Address, StoreClient> opener(Connecting connecting) {
    JedisClientConfig config = config(connecting);
    ConnectionPoolConfig pool = pool(1);
    pool.setTestOnBorrow(connecting.recovery() == Recovery.BY_CLIENT);
    return address -> {
      RedisClient client =
          RedisClient.builder()
              .hostAndPort(address.host(), address.port())
              .clientConfig(config)
              .poolConfig(pool)
              .build();
      return new JedisStoreClient(
          client, node -> new Connection(node, config), Optional.empty(), client::close);
    };
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
    Optional<JedisRedirectionException> sentOn = Optional.empty();
    for (int detour = 0; ; detour++) {
      try {
        return Answer.of(sentOn.isPresent() ? performAt(sentOn.get(), call) : perform(call));
      } catch (JedisException failure) {
        Answer answer = JedisFailure.answer(failure);
        sentOn = JedisFailure.redirection(failure);
        boolean neverSent = answer.equals(Answer.unreachable());
        if (detour == DETOURS_MAX || !(sentOn.isPresent() || (neverSent && refresh.isPresent()))) {
          return answer;
        }
        if (sentOn.isPresent()) {
          redirections++;
        } else {
          refresh.get().run();
        }
      }
    }
  }

  private Outcome performAt(JedisRedirectionException redirection, Call call) {
    try (Connection connection = connector.apply(redirection.getTargetNode())) {
      if (redirection instanceof JedisAskDataException) {
        Object unused = connection.executeCommand(Protocol.Command.ASKING);
      }
      return new JedisStoreClient(new Jedis(connection), connector, Optional.empty(), () -> {})
          .perform(call);
    }
  }

  @Override
  public OptionalLong redirections() {
    return OptionalLong.of(redirections);
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
    closing.run();
  }
}
