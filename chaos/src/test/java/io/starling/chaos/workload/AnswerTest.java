package io.starling.chaos.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.starling.chaos.history.Outcome;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisBroadcastException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

final class AnswerTest {
  private static final Answer BROKEN = Answer.lost("connection broke");

  @Test
  void takesAnErrorReplyAsNotApplied() {
    assertEquals(
        new Answer(Outcome.NOT_APPLIED, "TRYAGAIN"), Answer.ofError("TRYAGAIN no primary"));
    assertEquals(new Answer(Outcome.NOT_APPLIED, "ERR"), Answer.ofError(null));
  }

  @Test
  void takesTheCodeUnknownAtItsWord() {
    assertEquals(new Answer(Outcome.UNKNOWN, "UNKNOWN"), Answer.ofError("UNKNOWN timed out"));
    assertEquals(Outcome.NOT_APPLIED, Answer.ofError("ERR unknown command").outcome());
  }

  @Test
  void takesAConnectionThatBrokeAsUnknown() {
    assertEquals(BROKEN, JedisFailure.answer(new JedisConnectionException("reset by peer")));
    assertEquals(BROKEN, LettuceFailure.answer(new RedisException("Connection disconnected")));
    assertEquals(BROKEN, LettuceFailure.answer(new CancellationException()));
    assertEquals(
        Answer.lost("timeout"), LettuceFailure.answer(new RedisCommandTimeoutException("late")));
  }

  @Test
  void takesAConnectionThatNeverCameAboutAsNotApplied() {
    assertEquals(
        Answer.unreachable(),
        JedisFailure.answer(new JedisConnectionException("Failed to connect to 127.0.0.1:1")));
    assertEquals(
        Answer.unreachable(),
        LettuceFailure.answer(new RedisConnectionException("Unable to connect to 127.0.0.1:1")));
    assertEquals(
        Answer.unreachable(),
        LettuceFailure.answer(
            new RedisException("Currently not connected. Commands are rejected.")));
  }

  @Test
  void looksBehindTheWrappingsOfACluster() {
    JedisClusterOperationException wrapped = new JedisClusterOperationException("No more attempts");
    wrapped.addSuppressed(new JedisConnectionException("reset by peer"));
    assertEquals(BROKEN, JedisFailure.answer(wrapped));
    JedisBroadcastException several = new JedisBroadcastException();
    several.addReply(new HostAndPort("127.0.0.1", 1), wrapped);
    assertEquals(BROKEN, JedisFailure.answer(several));
  }

  @Test
  void readsErrorRepliesOfBothLibraries() {
    Answer full = new Answer(Outcome.NOT_APPLIED, "OOM");
    assertEquals(full, JedisFailure.answer(new JedisDataException("OOM full")));
    assertEquals(full, LettuceFailure.answer(new RedisCommandExecutionException("OOM full")));
  }
}
