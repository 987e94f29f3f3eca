package io.starling.node.client.keys;

import io.starling.node.command.Command;
import io.starling.node.command.Evaluation.BySegment;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import java.util.List;

/** Takes commands on keys to the segments that hold them. */
public interface KeyRouting {
  /**
   * Sends a command that names at least one key.
   *
   * @param command evaluated by {@link BySegment}
   * @param arguments as many as the command accepts
   * @param reply called exactly once, perhaps before this method returns
   */
  void submit(Command command, List<byte[]> arguments, Caller caller, ReplyReceiver reply);

  /** Whether commands about all keys, such as SCAN, speak of this segment too. */
  boolean covers(int segment);
}
