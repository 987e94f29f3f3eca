package io.starling.chaos.process;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A Starling node: the executable jar, on ports of its own. */
public final class StarlingNode implements ServerUnderTest {
  private static final int PORTS = 4;

  private final Program program;
  private final Path data;
  private final String name;
  private final Place place;
  private final List<String> seeds;
  private final boolean founder;

  /**
   * What is run.
   *
   * @param java the launcher of the JVM
   * @param jar the executable jar
   * @param jvmOptions put before {@code -jar}
   * @param secret that all nodes share; null only on loopback
   * @param flags put behind those of the node
   */
  public record Program(
      Path java, Path jar, List<String> jvmOptions, @Nullable String secret, List<String> flags) {
    public Program {
      jvmOptions = List.copyOf(jvmOptions);
      flags = List.copyOf(flags);
    }

    /** With default settings. */
    public Program(Path java, Path jar, List<String> jvmOptions, @Nullable String secret) {
      this(java, jar, jvmOptions, secret, List.of());
    }
  }

  private record Place(String host, List<Integer> ports) {
    Address clients() {
      return new Address(host, ports.get(0));
    }

    Address clusterClients() {
      return new Address(host, ports.get(1));
    }

    Address peers() {
      return new Address(host, ports.get(2));
    }

    Address admin() {
      return new Address(host, ports.get(3));
    }
  }

  private StarlingNode(Program program, Path directory, List<Place> places, int index) {
    this.program = program;
    this.name = "node" + (index + 1);
    this.data = directory.resolve(name);
    this.place = places.get(index);
    this.founder = index == 0;
    this.seeds =
        IntStream.range(0, places.size())
            .filter(other -> other != index)
            .mapToObj(other -> places.get(other).peers().toString())
            .toList();
  }

  /**
   * Nodes of one cluster, of which the first founds it and the others join.
   *
   * @param hosts one for each
   */
  public static List<ServerUnderTest> servers(Program program, List<String> hosts, Path directory) {
    List<Integer> ports = FreePorts.find(PORTS * hosts.size());
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      places.add(new Place(hosts.get(i), ports.subList(PORTS * i, PORTS * (i + 1))));
    }
    List<ServerUnderTest> nodes = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      nodes.add(new StarlingNode(program, directory, places, i));
    }
    return nodes;
  }

  /** Where a node answers operators, over HTTP. */
  public static Address admin(ServerUnderTest node) {
    if (node instanceof StarlingNode starling) {
      return starling.place.admin();
    }
    throw new IllegalArgumentException(node.name() + " is no node of Starling");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Path data() {
    return data;
  }

  @Override
  public List<String> command(boolean firstStart) {
    List<String> command = new ArrayList<>();
    command.add(program.java().toString());
    command.addAll(program.jvmOptions());
    command.addAll(List.of("-jar", program.jar().toString(), "node", "--data", data.toString()));
    command.addAll(List.of("--bind", place.host()));
    command.addAll(List.of("--port", Integer.toString(place.clients().port())));
    command.addAll(List.of("--cluster-port", Integer.toString(place.clusterClients().port())));
    command.addAll(List.of("--peer-port", Integer.toString(place.peers().port())));
    command.addAll(List.of("--admin-port", Integer.toString(place.admin().port())));
    // Only a node without a seed founds, so the founder has none the first time, and never again.
    if (!seeds.isEmpty() && !(founder && firstStart)) {
      command.addAll(List.of("--seed", String.join(",", seeds)));
    }
    if (seeds.isEmpty()) {
      // Alone it holds all copies there can be; wanting more, it would never be complete.
      command.addAll(List.of("--replicas", "1"));
    }
    if (program.secret() != null) {
      command.addAll(List.of("--secret", program.secret()));
    }
    command.addAll(program.flags());
    return command;
  }

  @Override
  public Address address(ClientPort port) {
    return switch (port) {
      case ANY_KEY -> place.clients();
      case CLUSTER -> place.clusterClients();
    };
  }

  /** Where it listens for operators. */
  public Address admin() {
    return place.admin();
  }

  @Override
  public boolean isUp() {
    return HttpProbe.get(place.admin(), "/healthz").isPresent();
  }

  /** Ready, and every segment has as many live members as it should. */
  @Override
  public boolean isReady() {
    return HttpProbe.get(place.admin(), "/readyz").isPresent()
        && HttpProbe.get(place.admin(), "/api/status").filter(this::isComplete).isPresent();
  }

  private boolean isComplete(String status) {
    return parsed(status).get("totals") instanceof Map<?, ?> totals
        && totals.get("underReplicated") instanceof Number missing
        && missing.intValue() == 0;
  }

  @Override
  public int primaries() {
    return HttpProbe.get(place.admin(), "/api/status").map(this::primaries).orElse(0);
  }

  private int primaries(String status) {
    Map<String, Object> parsed = parsed(status);
    if (parsed.get("nodes") instanceof List<?> nodes) {
      for (Object each : nodes) {
        if (each instanceof Map<?, ?> node
            && node.get("id") instanceof String id
            && id.equals(parsed.get("nodeId"))
            && node.get("primaries") instanceof Number primaries) {
          return primaries.intValue();
        }
      }
    }
    return 0;
  }

  private static Map<String, Object> parsed(String status) {
    try {
      return JSON.std.mapFrom(status);
    } catch (IOException noStatus) {
      return Map.of();
    }
  }
}
