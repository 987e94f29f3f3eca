package io.starling.node.cli;

import io.starling.node.admin.AdminClient;
import io.starling.node.settings.HostAndPort;
import io.starling.node.settings.NodeSettings;
import io.starling.node.settings.Setting;
import io.starling.node.settings.SettingSources;
import io.starling.node.settings.SettingsFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code starling rehearse}: a small cluster within this process that is founded, joined, used,
 * restarted and stopped. The launcher has the virtual machine watch it, and keeps what it learned
 * of the program for the starts to come.
 */
@Command(
    name = "rehearse",
    hidden = true,
    header = "Run a small cluster once, so that later starts are short.",
    mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
  private static final String HOST = "127.0.0.1";
  private static final int NODES = 3;
  private static final Duration READY_MAX = Duration.ofSeconds(60);
  private static final Duration STOP_MAX = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 50;

  private final NodeLauncher launcher;

  RehearseCommand(NodeLauncher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call()
      throws IOException, StartRefusedException, CommandFailedException, InterruptedException {
    Path directory = Files.createTempDirectory("starling-rehearsal");
    List<Stage> stages = new ArrayList<>();
    try {
      for (int number = 1; number <= NODES; number++) {
        stages.add(new Stage(directory.resolve("node-" + number)));
      }
      perform(stages);
      return 0;
    } finally {
      for (Stage stage : stages) {
        stage.stop();
      }
      delete(directory);
    }
  }

  private static void perform(List<Stage> stages)
      throws StartRefusedException, CommandFailedException, InterruptedException {
    Stage first = stages.getFirst();
    Stage last = stages.getLast();
    for (Stage stage : stages) {
      stage.start(first);
    }
    awaitReady(stages);
    putLoadOn(first);
    last.stop();
    last.start(first);
    awaitReady(stages);
  }

  private static void awaitReady(List<Stage> stages)
      throws CommandFailedException, InterruptedException {
    long deadline = System.nanoTime() + READY_MAX.toNanos();
    while (!stages.stream().allMatch(stage -> new AdminClient(stage.admin()).ready())) {
      if (System.nanoTime() - deadline >= 0) {
        throw new CommandFailedException("the rehearsal was not ready within " + READY_MAX);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static void putLoadOn(Stage stage) {
    int unused =
        new CommandLine(new BenchCommand())
            .execute("--admin", stage.admin().toString(), "--duration", "1", "--read-ratio", "0.5");
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> below = Files.walk(directory)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** One node and where it is. */
  private final class Stage {
    private final EnumMap<Setting, String> flags = new EnumMap<>(Setting.class);
    private final List<Integer> ports;
    private @Nullable RunningNode node;

    Stage(Path directory) throws IOException {
      this.ports = freePorts();
      flags.put(Setting.DATA, directory.toString());
      flags.put(Setting.BIND, HOST);
      flags.put(Setting.PORT, String.valueOf(ports.get(0)));
      flags.put(Setting.CLUSTER_PORT, String.valueOf(ports.get(1)));
      flags.put(Setting.PEER_PORT, String.valueOf(ports.get(2)));
      flags.put(Setting.ADMIN_PORT, String.valueOf(ports.get(3)));
    }

    HostAndPort admin() {
      return new HostAndPort(HOST, ports.get(3));
    }

    void start(Stage seed) throws StartRefusedException {
      if (seed != this) {
        flags.put(Setting.SEED, HOST + ":" + seed.ports.get(2));
      }
      node =
          launcher.start(
              NodeSettings.from(SettingSources.of(flags, Map.of(), SettingsFile.empty())));
    }

    void stop() {
      RunningNode running = node;
      if (running != null) {
        running.stop(STOP_MAX);
        node = null;
      }
    }
  }

  private static List<Integer> freePorts() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        sockets.add(socket);
        ports.add(socket.getLocalPort());
      }
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
    return ports;
  }
}
