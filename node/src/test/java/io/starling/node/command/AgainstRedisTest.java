package io.starling.node.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The evaluators, and the transcripts, beside a real redis-server 7, where there is one on the
 * machine.
 */
class AgainstRedisTest {
  private static final List<String> UNKNOWN_TO_REDIS = List.of("client|levels");
  private static final int COMMAND_COUNT = 4_000;
  private static final long TOLERANCE_MILLIS = 5_000;

  private static RedisProcess redis;

  private final FakeSegment segment = new FakeSegment(System.currentTimeMillis());

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> program = RedisProcess.program();
    assumeTrue(program.isPresent(), "there is no redis-server to compare with");
    redis = RedisProcess.start(program.get());
    assumeTrue(
        redis.call("INFO", "server").contains("redis_version:7.0."), "not a redis-server 7.0");
  }

  @AfterAll
  static void stop() throws IOException {
    if (redis != null) {
      redis.close();
    }
  }

  @BeforeEach
  void empty() throws IOException {
    redis.call("FLUSHALL");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void answersRandomCommandsAsRedisDoes(long seed) throws IOException {
    RandomCommands commands = new RandomCommands(seed);
    for (int i = 0; i < COMMAND_COUNT; i++) {
      compare(commands.next(), "seed " + seed + ", command " + i);
    }
  }

  @Test
  void addsRandomDecimalsAsRedisDoes() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < COMMAND_COUNT; i++) {
      String start = RandomDecimals.next(random);
      compare(Words.of("set", "n", start), "start");
      compare(Words.of("incrbyfloat", "n", RandomDecimals.next(random)), "from " + start);
    }
  }

  @ParameterizedTest
  @MethodSource("io.starling.node.command.Transcript#names")
  void answersAsTheTranscriptsSay(String name) throws IOException {
    for (Transcript.Exchange exchange : Transcript.read(name)) {
      assertEquals(exchange.reply(), redis.call(exchange.command()), exchange::toString);
    }
  }

  @Test
  void describesItsCommandsAsRedisDoes() throws IOException {
    for (Command row : CommandTable.all()) {
      assertDescribedAsInRedis(row);
      for (Command subcommand : row.subcommands()) {
        assertDescribedAsInRedis(subcommand);
      }
    }
  }

  private static void assertDescribedAsInRedis(Command row) throws IOException {
    boolean later = row.description().since().startsWith("7.2");
    if (later || UNKNOWN_TO_REDIS.contains(row.name())) {
      return;
    }
    KeyRange keys = row.keys();
    List<String> flags = row.flags().stream().map(flag -> "+" + flag.redisName()).toList();
    String description =
        "%s, :%d, %s, :%d, :%d, :%d,"
            .formatted(
                Words.quote(Words.bytes(row.name())),
                row.arity(),
                flags,
                keys.first(),
                keys.last(),
                keys.step());
    String actual = redis.call("COMMAND", "INFO", row.name());
    assertTrue(actual.startsWith("[[" + description), () -> description + " but " + actual);
  }

  private void compare(List<byte[]> command, String place) throws IOException {
    String expected = redis.call(command);
    segment.setNow(System.currentTimeMillis());
    String actual = Words.show(CommandTable.evaluate(segment, command));
    if (!tellsTheSameTime(expected, actual)) {
      assertEquals(expected, actual, () -> place + ": " + Words.show(command));
    }
  }

  /** The two clocks are read one after the other. */
  private static boolean tellsTheSameTime(String expected, String actual) {
    if (!expected.matches(":[0-9]{3,}") || !actual.matches(":[0-9]{3,}")) {
      return false;
    }
    long distance = Long.parseLong(expected.substring(1)) - Long.parseLong(actual.substring(1));
    return Math.abs(distance) <= TOLERANCE_MILLIS;
  }
}
