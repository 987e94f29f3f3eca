package io.starling.node.client;

import io.starling.node.command.Reply;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import java.util.List;

/** A command that the connection evaluates itself. */
@FunctionalInterface
interface ConnectionCommand {
  /**
   * Evaluates the command in the connection's event loop.
   *
   * @param arguments as many as the command accepts, its name first
   * @param reply called exactly once, perhaps before this method returns
   */
  void run(ClientConnection connection, List<byte[]> arguments, ReplyReceiver reply);

  /** One that answers at once. */
  static ConnectionCommand answering(Immediate command) {
    return (connection, arguments, reply) -> reply.receive(command.answer(connection, arguments));
  }

  /** See {@link #answering}. */
  @FunctionalInterface
  interface Immediate {
    Reply answer(ClientConnection connection, List<byte[]> arguments);
  }
}
