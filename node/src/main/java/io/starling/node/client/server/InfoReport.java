package io.starling.node.client.server;

import io.starling.node.client.server.ServerFacts.KeyCounts;
import io.starling.node.client.server.ServerFacts.MemoryUse;
import io.starling.node.client.server.ServerFacts.ProcessorUse;
import io.starling.node.client.server.ServerFacts.Section;
import io.starling.node.command.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The reply of INFO. Clients look for {@code redis_version}, {@code redis_mode}, {@code loading}
 * and {@code role}; people and dashboards for the rest, under the names that Redis gave them.
 */
public final class InfoReport {
  /** The release of Redis whose commands and texts Starling speaks. */
  public static final String REDIS_VERSION = "7.0.15";

  private static final String UNITS = "BKMGTP";
  private static final Set<String> EVERYTHING = Set.of("default", "all", "everything");

  private final ServerFacts facts;
  private final ClientStatistics clients;

  public InfoReport(ServerFacts facts, ClientStatistics clients) {
    this.facts = facts;
    this.clients = clients;
  }

  /**
   * Where it was asked.
   *
   * @param mode {@code standalone} or {@code cluster}
   * @param number of the port
   * @param maxclients the limit in force
   */
  public record AtPort(String mode, int number, int maxclients) {}

  /**
   * The sections asked for.
   *
   * @param arguments the command; names of sections after its name, none for all
   */
  public Reply answer(AtPort port, List<byte[]> arguments) {
    Set<String> wanted = new TreeSet<>();
    for (byte[] argument : arguments.subList(1, arguments.size())) {
      wanted.add(new String(argument, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
    }
    boolean all = wanted.isEmpty() || wanted.stream().anyMatch(EVERYTHING::contains);
    StringBuilder text = new StringBuilder();
    sections(port)
        .forEach(
            (name, lines) -> {
              if (all || wanted.contains(name.toLowerCase(Locale.ROOT))) {
                text.append(text.isEmpty() ? "" : "\r\n").append("# ").append(name).append("\r\n");
                lines.forEach(line -> text.append(line).append("\r\n"));
              }
            });
    return Reply.Bulk.of(text.toString());
  }

  private Map<String, List<String>> sections(AtPort port) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    sections.put("Server", server(port));
    sections.put(
        "Clients",
        lines(
            "connected_clients:" + clients.connected(),
            "maxclients:" + port.maxclients(),
            "blocked_clients:0"));
    sections.put("Memory", memory(facts.memory()));
    sections.put("Persistence", persistence());
    sections.put("Stats", statistics());
    sections.put("Replication", lines("role:master", "connected_slaves:0"));
    sections.put("CPU", processor(facts.processor()));
    sections.put("Cluster", lines("cluster_enabled:" + (port.mode().equals("cluster") ? 1 : 0)));
    sections.put("Keyspace", keyspace(facts.keys()));
    for (Section section : facts.sections()) {
      sections.computeIfAbsent(section.name(), name -> new ArrayList<>()).addAll(section.lines());
    }
    return sections;
  }

  private List<String> server(AtPort port) {
    long seconds = facts.uptime().toSeconds();
    return lines(
        "redis_version:" + REDIS_VERSION,
        "starling_version:" + facts.version(),
        "redis_mode:" + port.mode(),
        "os:" + System.getProperty("os.name") + ' ' + System.getProperty("os.version"),
        "arch_bits:64",
        "tcp_port:" + port.number(),
        "process_id:" + ProcessHandle.current().pid(),
        "uptime_in_seconds:" + seconds,
        "uptime_in_days:" + seconds / 86_400);
  }

  private static List<String> memory(MemoryUse memory) {
    return lines(
        "used_memory:" + memory.usedBytes(),
        "used_memory_human:" + people(memory.usedBytes()),
        "used_memory_rss:" + memory.residentBytes(),
        "used_memory_rss_human:" + people(memory.residentBytes()),
        "maxmemory:" + memory.limitBytes(),
        "maxmemory_human:" + people(memory.limitBytes()),
        "maxmemory_policy:" + memory.policy());
  }

  /** Bytes as Redis writes them for people. */
  private static String people(long bytes) {
    int unit = 0;
    double amount = bytes;
    while (amount >= 1024 && unit < UNITS.length() - 1) {
      amount /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + "B"
        : String.format(Locale.ROOT, "%.2f%c", amount, UNITS.charAt(unit));
  }

  /** There is a journal, and nothing that runs in the background for it. */
  private List<String> persistence() {
    return lines(
        "loading:" + (facts.loading() ? 1 : 0),
        "async_loading:0",
        "rdb_bgsave_in_progress:0",
        "aof_enabled:1",
        "aof_rewrite_in_progress:0");
  }

  private static List<String> processor(ProcessorUse used) {
    return lines(
        String.format(Locale.ROOT, "used_cpu_sys:%.6f", used.systemSeconds()),
        String.format(Locale.ROOT, "used_cpu_user:%.6f", used.userSeconds()));
  }

  private List<String> statistics() {
    ClientStatistics.Counts counts = clients.counts();
    return lines(
        "total_connections_received:" + counts.accepted(),
        "total_commands_processed:" + counts.commands(),
        "instantaneous_ops_per_sec:" + Math.round(facts.operationsPerSecond()),
        "total_net_input_bytes:" + counts.inputBytes(),
        "total_net_output_bytes:" + counts.outputBytes(),
        "rejected_connections:" + counts.rejected(),
        "total_error_replies:" + counts.errors());
  }

  private static List<String> keyspace(KeyCounts keys) {
    return keys.count() == 0
        ? lines()
        : lines("db0:keys=" + keys.count() + ",expires=" + keys.expiring() + ",avg_ttl=0");
  }

  private static List<String> lines(String... lines) {
    return new ArrayList<>(List.of(lines));
  }
}
