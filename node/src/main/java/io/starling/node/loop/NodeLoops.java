package io.starling.node.loop;

import io.netty.buffer.ByteBuf;
import io.starling.gossip.agreement.AgreementCodec;
import io.starling.gossip.agreement.AgreementMessage;
import io.starling.gossip.transport.MessageKind;
import io.starling.gossip.transport.PeerListener;
import io.starling.gossip.transport.PeerTransport;
import io.starling.node.command.Reply;
import io.starling.node.lease.LeaseMessage;
import io.starling.node.replication.ReplicaMessage;
import io.starling.node.routing.ForwardMessage;
import io.starling.node.routing.ForwardMessage.Forward;
import io.starling.node.routing.ReadShare;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter;
import io.starling.node.wire.ForwardCodec;
import io.starling.node.wire.LeaseCodec;
import io.starling.node.wire.ReplicaCodec;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All loops of a node: takes every message and every request to the loop of its segment, which is
 * {@code segment mod loopCount}.
 */
public final class NodeLoops {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLoops.class);

  private final List<NodeLoop> loops;

  public NodeLoops(List<NodeLoop> loops) {
    this.loops = List.copyOf(loops);
  }

  /** The loops, by index. */
  public List<NodeLoop> all() {
    return loops;
  }

  /** The loop that a segment belongs to. */
  public NodeLoop of(int segment) {
    return loops.get(segment % loops.size());
  }

  /** Which reads of a segment of this node others may answer; null if none. Any thread. */
  public @Nullable ReadShare readShare(int segment) {
    return of(segment).readShare(segment);
  }

  /** Takes the messages of the peers from now on. */
  public void listenTo(PeerTransport transport) {
    transport.onMessage(
        MessageKind.AGREEMENT, (kind, from, payload) -> guarded(from, payload, this::agreement));
    transport.onMessage(
        PeerKind.REPLICA, (kind, from, payload) -> guarded(from, payload, this::replica));
    transport.onMessage(
        PeerKind.LEASE, (kind, from, payload) -> guarded(from, payload, this::lease));
    transport.onMessage(
        PeerKind.FORWARD, (kind, from, payload) -> guarded(from, payload, this::forward));
    transport.addListener(
        new PeerListener() {
          @Override
          public void connected(NodeId peer, long incarnation) {}

          @Override
          public void disconnected(NodeId peer) {
            loops.forEach(loop -> loop.run(() -> loop.disconnected(peer)));
          }
        });
  }

  private interface Receiver {
    void receive(NodeId from, ByteBuf payload);
  }

  /**
   * A message that cannot be read is dropped: the peer is authentic, but perhaps of another
   * version.
   */
  private static void guarded(NodeId from, ByteBuf payload, Receiver receiver) {
    try {
      receiver.receive(from, payload);
    } catch (IllegalArgumentException malformed) {
      LOG.warn("dropped a message of {}: {}", from, malformed.getMessage());
    }
  }

  private void agreement(NodeId from, ByteBuf payload) {
    AgreementMessage message = AgreementCodec.decode(payload.nioBuffer());
    NodeLoop loop = of(message.segment());
    loop.run(() -> loop.receive(from, message));
  }

  private void replica(NodeId from, ByteBuf payload) {
    ReplicaMessage message = ReplicaCodec.decode(payload.nioBuffer());
    NodeLoop loop = of(message.segment());
    loop.run(() -> loop.receive(from, message));
  }

  private void lease(NodeId from, ByteBuf payload) {
    LeaseMessage message = LeaseCodec.decode(payload.nioBuffer());
    loops.forEach(loop -> loop.run(() -> loop.receive(from, message)));
  }

  private void forward(NodeId from, ByteBuf payload) {
    ForwardMessage message = ForwardCodec.decode(payload.nioBuffer());
    NodeLoop loop =
        message instanceof Forward forward
            ? of(forward.request().segment())
            : loops.get((int) Long.remainderUnsigned(message.id(), loops.size()));
    loop.run(() -> loop.receive(from, message));
  }

  /** Takes requests to their segments; replies come in the loop of the caller, if it is one. */
  public SegmentRouter router() {
    return this::route;
  }

  private void route(SegmentRequest request, SegmentRouter.ReplyReceiver reply) {
    NodeLoop loop = of(request.segment());
    if (loop.isCurrent()) {
      loop.serve(request, reply);
    } else {
      Consumer<Runnable> home = home();
      loop.run(
          () -> loop.serve(request, (Reply answer) -> home.accept(() -> reply.receive(answer))));
    }
  }

  /** Takes a reply back to the loop that asks. */
  private Consumer<Runnable> home() {
    for (NodeLoop loop : loops) {
      if (loop.isCurrent()) {
        return loop::run;
      }
    }
    return Runnable::run;
  }
}
