package io.starling.node.command;

import io.starling.node.command.Reply.Failure;

/** Ends an evaluation that has not changed anything yet, from any depth of argument checking. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  RefusedException(String text) {
    super(text, null, false, false);
    this.failure = new Failure(ErrorCode.ERR, text);
  }

  Failure failure() {
    return failure;
  }
}
