package io.starling.node.cluster;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.assignment.AssignmentCodec;
import io.starling.gossip.assignment.AssignmentExchange;
import io.starling.gossip.assignment.AssignmentMap;
import io.starling.gossip.assignment.AssignmentMessage;
import io.starling.gossip.assignment.AssignmentOutput;
import io.starling.gossip.status.NodeReport;
import io.starling.gossip.status.NodeStatus;
import io.starling.gossip.status.StatusCodec;
import io.starling.gossip.status.StatusExchange;
import io.starling.gossip.transport.MessageKind;
import io.starling.gossip.transport.PeerTransport;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node tells the others without being asked, and hears of them: configurations and
 * status, each round with one random peer.
 *
 * <p>Thread rule: everything happens in one executor; {@link #adopted} and {@link #statuses} from
 * any thread.
 */
public final class ClusterGossip {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterGossip.class);
  private static final int MESSAGE_BYTES_MAX = 64 << 10;

  private final PeerTransport transport;
  private final Executor executor;
  private final AssignmentMap assignments;
  private final AssignmentExchange assignmentExchange;
  private final StatusExchange statusExchange;
  private volatile List<NodeStatus> statuses = List.of();

  /**
   * @param startMillis wall-clock time of this start: grows from one to the next
   * @param learned told of a configuration that came from another node, in the executor
   */
  public ClusterGossip(
      NodeId self,
      long startMillis,
      KnownConfigurations configurations,
      PeerTransport transport,
      Executor executor,
      RandomGenerator random,
      Consumer<Configuration> learned) {
    this.transport = transport;
    this.executor = executor;
    this.assignments = new AssignmentMap(configurations.segmentCount());
    this.assignmentExchange =
        new AssignmentExchange(
            self,
            assignments,
            MESSAGE_BYTES_MAX,
            random,
            new AssignmentOutput() {
              @Override
              public void send(NodeId to, AssignmentMessage message) {
                ClusterGossip.this.send(
                    to, MessageKind.ASSIGNMENT, AssignmentCodec.encode(message));
              }

              @Override
              public void learned(Configuration decided) {
                learned.accept(decided);
              }
            });
    this.statusExchange =
        new StatusExchange(
            self,
            startMillis,
            MESSAGE_BYTES_MAX,
            random,
            (to, message) -> send(to, MessageKind.STATUS, StatusCodec.encode(message)));
  }

  private void send(NodeId to, int kind, byte[] bytes) {
    boolean unused = transport.send(to, kind, (ByteBuf out) -> out.writeBytes(bytes));
  }

  /** Takes the messages of the peers from now on. */
  public void listen() {
    transport.onMessage(
        MessageKind.ASSIGNMENT,
        (kind, from, payload) -> {
          byte[] bytes = ByteBufUtil.getBytes(payload);
          executor.execute(
              () ->
                  guarded(
                      from,
                      () -> assignmentExchange.onMessage(from, AssignmentCodec.decode(bytes))));
        });
    transport.onMessage(
        MessageKind.STATUS,
        (kind, from, payload) -> {
          byte[] bytes = ByteBufUtil.getBytes(payload);
          executor.execute(() -> guarded(from, () -> status(from, bytes)));
        });
  }

  private void status(NodeId from, byte[] bytes) {
    statusExchange.onMessage(System.nanoTime(), from, StatusCodec.decode(bytes));
    statuses = statusExchange.statuses();
  }

  private static void guarded(NodeId from, Runnable receive) {
    try {
      receive.run();
    } catch (IllegalArgumentException malformed) {
      LOG.warn("dropped a message of {}: {}", from, malformed.getMessage());
    }
  }

  /** A loop of this node has adopted a configuration. */
  public void adopted(Configuration configuration) {
    executor.execute(() -> assignments.adopt(configuration));
  }

  /** Compares configurations with one peer; in the executor. */
  public void compareAssignments(List<NodeId> members) {
    assignmentExchange.tick(members);
  }

  /** Publishes the own report and begins a round; in the executor, about once a second. */
  public void exchangeStatus(List<NodeId> members, NodeReport report) {
    statusExchange.members(members);
    statusExchange.publish(System.nanoTime(), report);
    statusExchange.tick();
    statuses = statusExchange.statuses();
  }

  /** The latest that is known of each member, this node included, in the order of their ids. */
  public List<NodeStatus> statuses() {
    return statuses;
  }
}
