package io.starling.node.client;

import static io.starling.node.client.Arguments.error;
import static io.starling.node.client.Arguments.integer;
import static io.starling.node.client.ConnectionCommand.answering;

import io.starling.node.client.cluster.ClusterView;
import io.starling.node.client.server.CommandCatalogue;
import io.starling.node.client.server.ConfigCommand;
import io.starling.node.client.server.InfoReport;
import io.starling.node.client.server.InfoReport.AtPort;
import io.starling.node.command.Reply;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** COMMAND, CONFIG, INFO, TIME and WAIT. */
final class ServerCommands {
  private static final long NANOS_PER_MICRO = 1_000;

  private final PortMode mode;
  private final InfoReport info;
  private final ConfigCommand config;
  private final ClusterView cluster;
  private final InstantSource wallClock;

  ServerCommands(PortMode mode, InfoReport info, ServedNode node, InstantSource wallClock) {
    this.mode = mode;
    this.info = info;
    this.config = new ConfigCommand(node.parameters());
    this.cluster = node.cluster();
    this.wallClock = wallClock;
  }

  Map<String, ConnectionCommand> all() {
    return Map.ofEntries(
        Map.entry("command", answering((connection, arguments) -> CommandCatalogue.all())),
        Map.entry("command|count", answering((connection, arguments) -> CommandCatalogue.count())),
        Map.entry(
            "command|info", answering((connection, arguments) -> CommandCatalogue.info(arguments))),
        Map.entry(
            "command|docs", answering((connection, arguments) -> CommandCatalogue.docs(arguments))),
        Map.entry(
            "command|list", answering((connection, arguments) -> CommandCatalogue.list(arguments))),
        Map.entry(
            "command|getkeys",
            answering((connection, arguments) -> CommandCatalogue.getKeys(arguments))),
        Map.entry("config|get", answering((connection, arguments) -> config.get(arguments))),
        Map.entry("config|set", answering((connection, arguments) -> config.set(arguments))),
        Map.entry("config|resetstat", answering(ServerCommands::resetStatistics)),
        Map.entry("info", answering(this::info)),
        Map.entry("time", answering((connection, arguments) -> time())),
        Map.entry("wait", answering(this::waitForCopies)));
  }

  private Reply info(ClientConnection connection, List<byte[]> arguments) {
    int maxclients = connection.port().settings().get().limits().maxclients();
    int number =
        connection.localAddress() instanceof InetSocketAddress address ? address.getPort() : 0;
    return info.answer(new AtPort(mode.redisName(), number, maxclients), arguments);
  }

  private static Reply resetStatistics(ClientConnection connection, List<byte[]> arguments) {
    connection.port().statistics().reset();
    return Reply.OK;
  }

  private Reply time() {
    Instant now = wallClock.instant();
    return new Reply.Array(
        List.of(
            Reply.Bulk.of(Long.toString(now.getEpochSecond())),
            Reply.Bulk.of(Long.toString(now.getNano() / NANOS_PER_MICRO))));
  }

  /**
   * WAIT replicas timeout. Its reply comes after those of earlier writes, and these have told what
   * they waited for: so the number of copies beside the primary's that every one of them has.
   */
  private Reply waitForCopies(ClientConnection connection, List<byte[]> arguments) {
    OptionalLong timeout = integer(arguments.get(2));
    if (integer(arguments.get(1)).isEmpty() || timeout.isEmpty()) {
      return Arguments.NOT_AN_INTEGER;
    }
    if (timeout.getAsLong() < 0) {
      return error("timeout is negative");
    }
    int members =
        IntStream.range(0, cluster.layout().segmentCount())
            .map(segment -> cluster.placement(segment).members().size())
            .min()
            .orElse(1);
    return Reply.number(
        switch (connection.session().levels().write()) {
          case ONE -> 0;
          case QUORUM -> members / 2;
          case ALL -> members - 1;
        });
  }
}
