package io.starling.node.client.keys;

import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What to answer when only some segments did their part. A write of which a part was, or may have
 * been, applied is not "certainly not applied" as a whole.
 */
final class PartFailures {
  private Reply.@Nullable Failure first;
  private boolean unknown;
  private boolean succeeded;

  void add(Reply.Failure failure) {
    first = first == null ? failure : first;
    unknown |= failure.code() == ErrorCode.UNKNOWN;
  }

  void addSuccess() {
    succeeded = true;
  }

  boolean any() {
    return first != null;
  }

  /** The reply for all; there must have been a failure. */
  Reply merged(boolean write) {
    Reply.Failure failure = first;
    if (failure == null) {
      throw new IllegalStateException("no part has failed");
    }
    boolean partial = write && (succeeded || unknown);
    return partial
        ? Reply.failure(
            ErrorCode.UNKNOWN,
            "applied in some segments, not in others: " + failure.code() + ' ' + failure.text())
        : failure;
  }
}
