package io.starling.node.client;

import static io.starling.node.client.Arguments.error;
import static io.starling.node.client.Arguments.integer;
import static io.starling.node.client.ConnectionCommand.answering;

import io.starling.node.client.cluster.ClusterNode;
import io.starling.node.client.cluster.ClusterTopology;
import io.starling.node.client.cluster.ClusterView;
import io.starling.node.client.keys.WholeKeyspace;
import io.starling.node.command.Reply;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import io.starling.storage.id.HashSlot;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** CLUSTER and its subcommands, READONLY, READWRITE and ASKING. */
final class ClusterCommands {
  private final ClusterView view;
  private final WholeKeyspace keyspace;

  ClusterCommands(ClusterView view, WholeKeyspace keyspace) {
    this.view = view;
    this.keyspace = keyspace;
  }

  Map<String, ConnectionCommand> all() {
    return Map.ofEntries(
        Map.entry(
            "cluster|info", answering((connection, arguments) -> ClusterTopology.of(view).info())),
        Map.entry(
            "cluster|nodes",
            answering((connection, arguments) -> ClusterTopology.of(view).nodes())),
        Map.entry(
            "cluster|slots",
            answering((connection, arguments) -> ClusterTopology.of(view).slots())),
        Map.entry(
            "cluster|shards",
            answering((connection, arguments) -> ClusterTopology.of(view).shards())),
        Map.entry(
            "cluster|myid",
            answering((connection, arguments) -> Reply.Bulk.of(ClusterNode.redisId(view.self())))),
        Map.entry(
            "cluster|keyslot",
            answering((connection, arguments) -> Reply.number(HashSlot.of(arguments.get(2))))),
        Map.entry("cluster|countkeysinslot", this::countKeysInSlot),
        Map.entry("cluster|getkeysinslot", this::getKeysInSlot),
        Map.entry("readonly", answering((connection, arguments) -> readOnly(connection, true))),
        Map.entry("readwrite", answering((connection, arguments) -> readOnly(connection, false))),
        Map.entry("asking", answering((connection, arguments) -> ask(connection))));
  }

  private void countKeysInSlot(
      ClientConnection connection, List<byte[]> arguments, ReplyReceiver reply) {
    OptionalLong slot = integer(arguments.get(2));
    if (slot.isEmpty()) {
      reply.receive(Arguments.NOT_AN_INTEGER);
    } else if (!isSlot(slot.getAsLong())) {
      reply.receive(error("Invalid slot"));
    } else {
      keyspace.countInSlot((int) slot.getAsLong(), connection.session().levels(), reply);
    }
  }

  private void getKeysInSlot(
      ClientConnection connection, List<byte[]> arguments, ReplyReceiver reply) {
    OptionalLong slot = integer(arguments.get(2));
    OptionalLong count = integer(arguments.get(3));
    if (slot.isEmpty() || count.isEmpty()) {
      reply.receive(Arguments.NOT_AN_INTEGER);
    } else if (!isSlot(slot.getAsLong()) || count.getAsLong() < 0) {
      reply.receive(error("Invalid slot or number of keys"));
    } else {
      keyspace.keysInSlot(
          (int) slot.getAsLong(), count.getAsLong(), connection.session().levels(), reply);
    }
  }

  private static boolean isSlot(long number) {
    return number >= 0 && number < HashSlot.COUNT;
  }

  private static Reply readOnly(ClientConnection connection, boolean wanted) {
    connection.session().readFromMembers(wanted);
    return Reply.OK;
  }

  private static Reply ask(ClientConnection connection) {
    connection.session().ask();
    return Reply.OK;
  }
}
