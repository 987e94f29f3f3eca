package io.starling.chaos.workload;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisBroadcastException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** What an exception of Jedis says about the call, if each call is attempted once. */
final class JedisFailure {
  private JedisFailure() {}

  static Answer answer(JedisException failure) {
    return switch (failure) {
      case JedisMovedDataException moved -> Answer.ofError("MOVED");
      case JedisAskDataException ask -> Answer.ofError("ASK");
      case JedisBroadcastException several -> ofSlots(several);
      case JedisDataException error -> Answer.ofError(error.getMessage());
      case JedisClusterOperationException cluster -> ofCluster(cluster);
      default -> wasNeverSent(failure) ? Answer.unreachable() : Answer.lost("connection broke");
    };
  }

  /** Where a call was sent on to, if it was. */
  static Optional<JedisRedirectionException> redirection(JedisException failure) {
    return switch (failure) {
      case JedisRedirectionException redirection -> Optional.of(redirection);
      case JedisBroadcastException several -> only(several).flatMap(JedisFailure::redirection);
      case JedisClusterOperationException cluster ->
          last(cluster).flatMap(JedisFailure::redirection);
      default -> Optional.empty();
    };
  }

  private static Answer ofSlots(JedisBroadcastException failure) {
    return only(failure)
        .map(JedisFailure::answer)
        .orElseGet(() -> Answer.lost("some of several failed"));
  }

  /** A command of several keys is cut by slots; with one slot there is one failure. */
  private static Optional<JedisException> only(JedisBroadcastException failure) {
    List<Object> replies = List.copyOf(failure.getReplies().values());
    return replies.size() == 1 && replies.getFirst() instanceof JedisException only
        ? Optional.of(only)
        : Optional.empty();
  }

  /** Jedis hides the failure of the last attempt as the cause, or among the suppressed ones. */
  private static Answer ofCluster(JedisClusterOperationException failure) {
    if (startsWith(failure, "No reachable node")) {
      return Answer.unreachable();
    }
    return last(failure).map(JedisFailure::answer).orElseGet(() -> Answer.lost("connection broke"));
  }

  private static Optional<JedisException> last(JedisClusterOperationException failure) {
    return Stream.concat(
            Arrays.stream(failure.getSuppressed()), Stream.ofNullable(failure.getCause()))
        .filter(JedisException.class::isInstance)
        .map(JedisException.class::cast)
        .findFirst();
  }

  /** It failed while a connection was made or borrowed, before a byte of the command was sent. */
  private static boolean wasNeverSent(Throwable failure) {
    return startsWith(failure, "Failed to connect")
        || failure.getCause() instanceof NoSuchElementException;
  }

  private static boolean startsWith(Throwable failure, String beginning) {
    return failure.getMessage() != null && failure.getMessage().startsWith(beginning);
  }
}
