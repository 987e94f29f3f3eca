package io.starling.node.process;

import io.starling.node.admin.AdminClient;
import io.starling.node.admin.StatusReport;
import io.starling.node.cli.StartRefusedException;
import io.starling.node.settings.HostAndPort;
import io.starling.node.settings.NodeSettings;
import io.starling.node.settings.Setting;
import io.starling.node.settings.SettingSources;
import io.starling.node.settings.SettingsFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;

/** A whole node in this process, with real ports, disk and clocks. */
final class RealNode implements AutoCloseable {
  /** Below the ports that Linux gives to outgoing connections. */
  private static final int LOWEST_PORT = 11_000;

  private static final int PORTS = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Leaves the processors to the nodes between two looks. */
  private static final long LOOK_MILLIS = 20;

  /** Much longer than a node lets a client wait, so that slowness alone fails no test. */
  static final int CLIENT_MILLIS = 20_000;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static int nextPort = (int) (ProcessHandle.current().pid() * 89 % PORTS);

  private final NodeSettings settings;
  private final Node node;

  private RealNode(NodeSettings settings, Node node) {
    this.settings = settings;
    this.node = node;
  }

  /** Starts the first node of a cluster of a few segments. */
  static RealNode found(Path data, Map<Setting, String> more) throws StartRefusedException {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    flags.put(Setting.SEGMENTS, "4");
    flags.putAll(more);
    return start(data, flags);
  }

  /** Starts a node that joins this one's cluster. */
  RealNode join(Path data, Map<Setting, String> more) throws StartRefusedException {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    flags.put(Setting.SEED, "127.0.0.1:" + settings.network().peerPort());
    flags.putAll(more);
    return start(data, flags);
  }

  private static RealNode start(Path data, Map<Setting, String> flags)
      throws StartRefusedException {
    flags.put(Setting.DATA, data.toString());
    for (Setting port :
        new Setting[] {Setting.PORT, Setting.CLUSTER_PORT, Setting.PEER_PORT, Setting.ADMIN_PORT}) {
      flags.put(port, Integer.toString(freePort()));
    }
    NodeSettings settings =
        NodeSettings.from(SettingSources.of(flags, Map.of(), SettingsFile.empty()));
    return new RealNode(settings, Node.start(settings));
  }

  /** Starts it again, with the same data and ports. */
  RealNode restart() throws StartRefusedException {
    return new RealNode(settings, Node.start(settings));
  }

  private static synchronized int freePort() {
    for (int tried = 0; tried < PORTS; tried++) {
      int port = LOWEST_PORT + nextPort;
      nextPort = (nextPort + 1) % PORTS;
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // The next one.
      }
    }
    throw new IllegalStateException("no port is free");
  }

  NodeSettings settings() {
    return settings;
  }

  HostAndPort admin() {
    return new HostAndPort("127.0.0.1", settings.network().adminPort());
  }

  int port() {
    return settings.network().port();
  }

  int clusterPort() {
    return settings.network().clusterPort();
  }

  /** A client of the port that answers for every key. It sends nothing of its own accord. */
  Jedis client() {
    return new Jedis(
        new redis.clients.jedis.HostAndPort("127.0.0.1", port()),
        DefaultJedisClientConfig.builder()
            .timeoutMillis(CLIENT_MILLIS)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .build());
  }

  /** The body that the admin port answers. */
  String page(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + admin() + path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  /** Waits until this node sees the cluster in some state. */
  StatusReport await(Predicate<StatusReport> state) throws InterruptedException {
    return await("a state of the cluster", () -> new AdminClient(admin()).status(true), state);
  }

  /** Waits until a page of the admin port is as wanted. */
  String awaitPage(String path, Predicate<String> wanted) throws InterruptedException {
    return await(path, () -> page(path), wanted);
  }

  private interface Look<T> {
    T take() throws IOException, InterruptedException;
  }

  /** Looks again and again; a look that fails, because the machine is busy, is one of them. */
  private static <T> T await(String what, Look<T> look, Predicate<T> wanted)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Object last = "nothing was seen";
    while (System.nanoTime() - deadline < 0) {
      try {
        T seen = look.take();
        if (wanted.test(seen)) {
          return seen;
        }
        last = seen;
      } catch (IOException late) {
        last = late;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    throw new IllegalStateException(what + " did not come within " + PATIENCE + ": " + last);
  }

  /** Waits until this node can answer for every key, and sees so many nodes. */
  StatusReport awaitReady(int nodes) throws InterruptedException {
    return await(
        report ->
            report.ready()
                && report.nodes().size() == nodes
                && report.totals().underReplicated() == 0);
  }

  /** Stops it, without a hand-over. */
  @Override
  public void close() {
    node.stop(Duration.ofMillis(3));
  }
}
