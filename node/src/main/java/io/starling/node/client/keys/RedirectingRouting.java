package io.starling.node.client.keys;

import io.starling.node.client.cluster.ClusterNode;
import io.starling.node.client.cluster.ClusterView;
import io.starling.node.client.cluster.SegmentPlacement;
import io.starling.node.command.Command;
import io.starling.node.command.CommandFlag;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.routing.Levels;
import io.starling.node.routing.Levels.Detour;
import io.starling.node.routing.Levels.ReadLevel;
import io.starling.node.routing.ReadShare;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The Redis Cluster port: the keys of a command lie in one slot, and a client is sent to the slot's
 * primary unless that is this node (Redis Cluster specification, "Redirection and resharding").
 * While reads move over to another node, their share is sent there with ASK. A primary that is
 * quite new is asked by this node: the client might be sent to and fro until it knows what it is.
 */
public final class RedirectingRouting implements KeyRouting {
  private static final Reply NOT_SERVED =
      Reply.failure(ErrorCode.CLUSTERDOWN, "Hash slot not served");

  private final SegmentRouter router;
  private final ClusterView view;

  public RedirectingRouting(SegmentRouter router, ClusterView view) {
    this.router = router;
    this.view = view;
  }

  @Override
  public void submit(Command command, List<byte[]> arguments, Caller caller, ReplyReceiver reply) {
    int slot = KeySlots.common(command.keys(), arguments, IntUnaryOperator.identity());
    if (slot == KeySlots.APART) {
      reply.receive(KeySlots.CROSS_SLOT);
      return;
    }
    int segment = view.layout().segmentOfSlot(slot);
    SegmentPlacement placement = view.placement(segment);
    boolean asking = caller.takeAsking();
    if (placement.primary().equals(view.self())) {
      ReadShare share = view.readShare(segment);
      if (share != null && !asking && share.covers(command, arguments, caller.levels())) {
        reply.receive(redirection(ErrorCode.ASK, slot, share.node()));
      } else {
        router.submit(new SegmentRequest(segment, arguments, caller.levels()), reply);
      }
    } else if (asking) {
      router.submit(asked(command, segment, arguments, caller), reply);
    } else if (mayReadHere(command, caller, placement)) {
      Levels anyCopy = new Levels(caller.levels().write(), ReadLevel.ONE);
      router.submit(new SegmentRequest(segment, arguments, anyCopy), reply);
    } else if (view.isSettled(segment)) {
      reply.receive(redirection(ErrorCode.MOVED, slot, placement.primary()));
    } else {
      router.submit(new SegmentRequest(segment, arguments, caller.levels()), reply);
    }
  }

  private boolean mayReadHere(Command command, Caller caller, SegmentPlacement placement) {
    return caller.readsFromMembers()
        && command.is(CommandFlag.READONLY)
        && placement.members().contains(view.self());
  }

  /** The primary has sent the client here: a read is answered from the copy here, if it can be. */
  private static SegmentRequest asked(
      Command command, int segment, List<byte[]> arguments, Caller caller) {
    SegmentRequest request = new SegmentRequest(segment, arguments, caller.levels());
    boolean linearizable = caller.levels().read() == ReadLevel.PRIMARY;
    return linearizable && command.is(CommandFlag.READONLY) ? request.with(Detour.TAKEN) : request;
  }

  private Reply redirection(ErrorCode how, int slot, NodeId target) {
    for (ClusterNode node : view.nodes()) {
      if (node.id().equals(target)) {
        return Reply.failure(how, slot + " " + node.host() + ':' + node.ports().cluster());
      }
    }
    return NOT_SERVED;
  }

  /** Cluster clients ask every primary and add up. */
  @Override
  public boolean covers(int segment) {
    return view.placement(segment).primary().equals(view.self());
  }
}
