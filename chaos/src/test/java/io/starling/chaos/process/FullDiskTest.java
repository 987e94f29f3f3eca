package io.starling.chaos.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** A node on a file system of its own, which is tiny and full. Needs root, to mount it. */
final class FullDiskTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BLOCK = 1 << 16;
  private static final String VALUE = "v".repeat(4_000);
  private static final String OK = "OK";

  @TempDir private Path directory;

  private boolean mounted;

  @AfterEach
  void unmount() throws IOException {
    if (mounted) {
      HostCommand.run("umount", "--lazy", directory.toString());
    }
  }

  @Test
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void refusesWritesAndGoesOnReadingUntilThereIsRoom() throws Exception {
    mount();
    List<ServerUnderTest> servers = List.of(new Node(directory.resolve("data"), FreePorts.find(4)));
    try (ClusterUnderTest cluster =
            ClusterUnderTest.start(servers, ClusterUnderTest.Formation.BY_ITSELF, null, PATIENCE);
        Jedis client = client(servers.getFirst())) {
      assertEquals(OK, client.set("kept", VALUE));
      fill(48 << 20);
      awaitSet(client, refusal -> refusal.startsWith("DISKFULL"));
      assertEquals(VALUE, client.get("kept"));
      fill(0);
      awaitSet(client, refusal -> refusal.startsWith("DISKFULL"));
      assertEquals(VALUE, client.get("kept"));
      assertTrue(cluster.processes().getFirst().isRunning());
      Files.delete(filler());
      awaitSet(client, OK::equals);
      assertEquals(VALUE, client.get("kept"));
      cluster.processes().getFirst().kill();
      cluster.processes().getFirst().start();
      cluster.awaitReady(PATIENCE);
      try (Jedis again = client(servers.getFirst())) {
        assertEquals(VALUE, again.get("kept"));
      }
    }
  }

  private void mount() {
    try {
      HostCommand.run("mount", "-t", "tmpfs", "-o", "size=192m", "tmpfs", directory.toString());
      mounted = true;
    } catch (IOException refused) {
      assumeTrue(false, "no file system can be mounted here: " + refused.getMessage());
    }
  }

  private static Jedis client(ServerUnderTest server) {
    Address address = server.address(ClientPort.ANY_KEY);
    return new Jedis(address.host(), address.port(), 10_000);
  }

  /** Sets one key after the other until the answer is as wanted. */
  private static void awaitSet(Jedis client, Predicate<String> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String answer = "";
    for (int i = 0; !wanted.test(answer); i++) {
      assertTrue(System.nanoTime() - deadline < 0, answer);
      try {
        answer = client.set("key " + i % 5_000, VALUE);
      } catch (JedisDataException refused) {
        answer = refused.getMessage();
      }
    }
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  /** Takes what is free but for some bytes. */
  private void fill(long bytesLeft) throws IOException {
    try (OutputStream filler =
        Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (directory.toFile().getUsableSpace() - BLOCK >= bytesLeft) {
        filler.write(new byte[BLOCK]);
      }
    }
  }

  /** A node from the classes of this build. */
  private record Node(Path data, List<Integer> ports) implements ServerUnderTest {
    @Override
    public String name() {
      return "node";
    }

    @Override
    public List<String> command(boolean firstStart) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
        if (!argument.startsWith("-javaagent") && !argument.startsWith("-agentlib")) {
          command.add(argument);
        }
      }
      command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
      command.addAll(List.of("io.starling.node.cli.Starling", "node", "--data", data.toString()));
      command.addAll(List.of("--segments", "4", "--disk-reserve", "32mb"));
      command.addAll(List.of("--durability", "sync"));
      List<String> names = List.of("--port", "--cluster-port", "--peer-port", "--admin-port");
      for (int i = 0; i < names.size(); i++) {
        command.addAll(List.of(names.get(i), ports.get(i).toString()));
      }
      return command;
    }

    @Override
    public Address address(ClientPort port) {
      return new Address("127.0.0.1", ports.get(port == ClientPort.ANY_KEY ? 0 : 1));
    }

    @Override
    public boolean isUp() {
      return RedisProbe.ask(address(ClientPort.ANY_KEY), "PING").startsWith("+PONG");
    }

    @Override
    public boolean isReady() {
      return HttpProbe.get(new Address("127.0.0.1", ports.getLast()), "/readyz").isPresent();
    }
  }
}
