package io.starling.node.client.limits;

import io.starling.node.client.server.Parameter;
import io.starling.node.command.argument.Integers;
import io.starling.node.command.argument.RefusedException;
import io.starling.node.settings.ClientLimits;
import io.starling.node.settings.InvalidSettingException;
import io.starling.node.settings.SettingText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of CONFIG that is one number of {@link ClientLimits}. A change takes effect at once.
 *
 * @param value how the number in force is written
 * @param read the number that a text stands for, if any
 * @param reason what is said of a text that stands for none, or for one out of range
 * @param with the limits with another number
 */
record LimitParameter(
    String name,
    Function<ClientLimits, String> value,
    Function<String, Optional<Long>> read,
    String reason,
    BiFunction<ClientLimits, Long, ClientLimits> with) {
  /** Class of client, hard limit, soft limit and the seconds it may be exceeded: none here. */
  private static final Pattern OUTPUT_LIMIT = Pattern.compile("normal (\\S+) 0 0");

  static final List<LimitParameter> ALL =
      List.of(
          new LimitParameter(
              "maxclients",
              limits -> Integer.toString(limits.maxclients()),
              LimitParameter::integer,
              "argument must be an integer in range",
              (limits, count) -> limits.withMaxclients(Math.toIntExact(count))),
          new LimitParameter(
              "timeout",
              limits -> Long.toString(limits.idleTimeout().toSeconds()),
              LimitParameter::integer,
              "argument must be an integer in range",
              (limits, seconds) -> limits.withIdleTimeout(Duration.ofSeconds(seconds))),
          new LimitParameter(
              "client-query-buffer-limit",
              limits -> Long.toString(limits.queryBufferBytes()),
              LimitParameter::bytes,
              "argument must be a memory value of 16mb to 1gb",
              ClientLimits::withQueryBufferBytes),
          new LimitParameter(
              "client-output-buffer-limit",
              limits -> "normal " + limits.outputBufferBytes() + " 0 0",
              LimitParameter::hardLimit,
              "argument must be 'normal BYTES 0 0', with a hard limit of 16mb to 1gb only",
              ClientLimits::withOutputBufferBytes));

  /** The row for the settings of a node. */
  Parameter of(AtomicReference<ConnectionSettings> settings) {
    return Parameter.changeable(
        name,
        () -> value.apply(settings.get().limits()),
        text -> read.apply(text).filter(number -> fits(settings.get().limits(), number)),
        reason,
        number -> settings.updateAndGet(now -> now.withLimits(with.apply(now.limits(), number))));
  }

  /** The limits check themselves. */
  private boolean fits(ClientLimits limits, Long number) {
    try {
      Objects.requireNonNull(with.apply(limits, number));
      return true;
    } catch (InvalidSettingException | ArithmeticException outOfRange) {
      return false;
    }
  }

  private static Optional<Long> integer(String text) {
    try {
      return Optional.of(Integers.parse(text.getBytes(StandardCharsets.UTF_8)));
    } catch (RefusedException noNumber) {
      return Optional.empty();
    }
  }

  private static Optional<Long> bytes(String text) {
    try {
      return Optional.of(SettingText.bytes(text));
    } catch (IllegalArgumentException | ArithmeticException noSize) {
      return Optional.empty();
    }
  }

  private static Optional<Long> hardLimit(String text) {
    Matcher matcher = OUTPUT_LIMIT.matcher(text.toLowerCase(Locale.ROOT));
    return matcher.matches() ? bytes(matcher.group(1)) : Optional.empty();
  }
}
