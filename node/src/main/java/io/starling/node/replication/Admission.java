package io.starling.node.replication;

import io.starling.node.command.Reply;
import org.jspecify.annotations.Nullable;

/** Whether this node has room for what a command is about to write. */
@FunctionalInterface
public interface Admission {
  /**
   * Asked before a writing command is evaluated; may make room by evicting.
   *
   * @param deniedWhenFull whether the command may use more memory
   * @return the refusal, or null if the command may go on
   */
  @Nullable Reply refusal(boolean deniedWhenFull);
}
