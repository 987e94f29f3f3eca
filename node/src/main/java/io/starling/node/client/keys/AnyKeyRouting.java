package io.starling.node.client.keys;

import io.starling.node.command.Command;
import io.starling.node.command.Evaluation.BySegment;
import io.starling.node.command.Evaluation.Split;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import io.starling.storage.id.SegmentLayout;
import java.util.List;

/** The plain port: any node answers for any key. */
public final class AnyKeyRouting implements KeyRouting {
  private final SegmentRouter router;
  private final SegmentLayout layout;

  public AnyKeyRouting(SegmentRouter router, SegmentLayout layout) {
    this.router = router;
    this.layout = layout;
  }

  @Override
  public void submit(Command command, List<byte[]> arguments, Caller caller, ReplyReceiver reply) {
    int segment = KeySlots.common(command.keys(), arguments, layout::segmentOfSlot);
    if (segment != KeySlots.APART) {
      router.submit(new SegmentRequest(segment, arguments, caller.levels()), reply);
    } else {
      split(command, arguments, caller, reply);
    }
  }

  private void split(Command command, List<byte[]> arguments, Caller caller, ReplyReceiver reply) {
    if (!(command.evaluation() instanceof BySegment(var evaluator, Split split))
        || split == Split.REFUSED) {
      reply.receive(KeySlots.CROSS_SLOT);
      return;
    }
    int step = command.keys().step();
    if ((arguments.size() - command.keys().first()) % step != 0) {
      // A key without its value: whichever segment evaluates it says so.
      int segment = layout.segmentOfKey(arguments.get(command.keys().first()));
      router.submit(new SegmentRequest(segment, arguments, caller.levels()), reply);
      return;
    }
    SplitReply merged = new SplitReply(command, split, reply);
    merged.plan(arguments, layout).forEach(part -> part.send(router, caller.levels()));
  }

  @Override
  public boolean covers(int segment) {
    return true;
  }
}
