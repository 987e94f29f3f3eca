package io.starling.chaos.workload;

import io.starling.chaos.process.ClientPort;
import java.util.ArrayList;
import java.util.List;

/** Clients of one kind for the threads of a workload. */
public final class ClientPool implements AutoCloseable {
  private final List<StoreClient> clients = new ArrayList<>();
  private final Runnable closeShared;

  private ClientPool(Runnable closeShared) {
    this.closeShared = closeShared;
  }

  /** The libraries. */
  public enum Library {
    JEDIS,
    LETTUCE
  }

  /**
   * Opens clients as an application would: in cluster mode one client that all threads share, on
   * port one a connection for each thread, to the nodes in turn.
   */
  public static ClientPool open(
      Library library, ClientPort port, Connecting connecting, int count) {
    return switch (library) {
      case JEDIS ->
          port == ClientPort.CLUSTER ? jedisCluster(connecting, count) : jedis(connecting, count);
      case LETTUCE ->
          port == ClientPort.CLUSTER
              ? lettuceCluster(connecting, count)
              : lettuce(connecting, count);
    };
  }

  private static ClientPool jedisCluster(Connecting connecting, int count) {
    var cluster = JedisStoreClient.openCluster(connecting, count);
    ClientPool pool = new ClientPool(cluster::close);
    for (int i = 0; i < count; i++) {
      pool.clients.add(JedisStoreClient.sharing(cluster, connecting));
    }
    return pool;
  }

  private static ClientPool jedis(Connecting connecting, int count) {
    ClientPool pool = new ClientPool(() -> {});
    for (int i = 0; i < count; i++) {
      pool.clients.add(
          new RoamingClient(connecting.addresses(), i, JedisStoreClient.opener(connecting)));
    }
    return pool;
  }

  private static ClientPool lettuceCluster(Connecting connecting, int count) {
    LettuceCluster cluster = LettuceCluster.open(connecting);
    ClientPool pool = new ClientPool(cluster::close);
    for (int i = 0; i < count; i++) {
      pool.clients.add(cluster.client());
    }
    return pool;
  }

  private static ClientPool lettuce(Connecting connecting, int count) {
    return switch (connecting.recovery()) {
      case BY_CALLER -> lettuceNodes(connecting, count);
      case BY_CLIENT -> lettuceRoaming(connecting, count);
    };
  }

  private static ClientPool lettuceRoaming(Connecting connecting, int count) {
    LettuceRoaming nodes = new LettuceRoaming(connecting);
    ClientPool pool = new ClientPool(nodes::close);
    for (int i = 0; i < count; i++) {
      pool.clients.add(nodes.client());
    }
    return pool;
  }

  private static ClientPool lettuceNodes(Connecting connecting, int count) {
    LettuceNodes nodes = LettuceNodes.open(connecting);
    ClientPool pool = new ClientPool(nodes::close);
    for (int i = 0; i < count; i++) {
      pool.clients.add(new RoamingClient(connecting.addresses(), i, nodes::client));
    }
    return pool;
  }

  /** One for each thread. */
  public List<StoreClient> clients() {
    return List.copyOf(clients);
  }

  @Override
  public void close() {
    clients.forEach(StoreClient::close);
    closeShared.run();
  }
}
