package io.starling.chaos.workload;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.cluster.PartitionSelectorException;

/** What an exception of Lettuce says about the call, if nothing is replayed. */
final class LettuceFailure {
  private LettuceFailure() {}

  static Answer answer(RuntimeException failure) {
    return switch (failure) {
      case RedisCommandExecutionException error -> Answer.ofError(error.getMessage());
      case RedisCommandTimeoutException late -> Answer.lost("timeout");
      case PartitionSelectorException noNode -> Answer.unreachable();
      case RedisConnectionException connection ->
          says(connection, "Unable to") ? Answer.unreachable() : Answer.lost("connection broke");
      default ->
          says(failure, "Commands are rejected")
              ? Answer.unreachable()
              : Answer.lost("connection broke");
    };
  }

  private static boolean says(RuntimeException failure, String words) {
    return failure.getMessage() != null && failure.getMessage().contains(words);
  }
}
