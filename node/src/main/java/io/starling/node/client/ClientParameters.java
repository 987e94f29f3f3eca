package io.starling.node.client;

import io.starling.node.client.server.Parameter;
import io.starling.node.settings.ClientLimits;
import io.starling.node.settings.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The rows of CONFIG that concern clients, and those that tools ask every Redis for. */
public final class ClientParameters {
  private static final String NOT_IN_RANGE = "argument must be an integer in range";
  private static final String NOT_YES_OR_NO = "argument must be 'yes' or 'no'";

  private ClientParameters() {}

  /**
   * The rows.
   *
   * @param settings read by GET, replaced by SET
   */
  public static List<Parameter> of(AtomicReference<ConnectionSettings> settings) {
    return List.of(
        Parameter.fixed("appendonly", () -> "yes"),
        Parameter.fixed("databases", () -> "1"),
        Parameter.fixed("requirepass", () -> ""),
        Parameter.fixed("save", () -> ""),
        Parameter.fixed(
            "client-query-buffer-limit",
            () -> Long.toString(settings.get().limits().queryBufferBytes())),
        Parameter.fixed(
            "client-output-buffer-limit",
            () -> "normal " + settings.get().limits().outputBufferBytes() + " 0 0"),
        Parameter.fixed(
            "proto-max-bulk-len",
            () -> Integer.toString(settings.get().requests().argumentLengthMax())),
        limit(
            "maxclients",
            settings,
            limits -> Integer.toString(limits.maxclients()),
            ClientParameters::withMaxclients),
        limit(
            "timeout",
            settings,
            limits -> Long.toString(limits.idleTimeout().toSeconds()),
            ClientParameters::withTimeout),
        Parameter.changeable(
            "protected-mode",
            () -> settings.get().protectedMode() ? "yes" : "no",
            ClientParameters::yesOrNo,
            NOT_YES_OR_NO,
            on -> settings.updateAndGet(now -> now.withProtectedMode(on))));
  }

  private static Parameter limit(
      String name,
      AtomicReference<ConnectionSettings> settings,
      Function<ClientLimits, String> value,
      BiFunction<ClientLimits, Long, ClientLimits> with) {
    return Parameter.changeable(
        name,
        () -> value.apply(settings.get().limits()),
        text -> accepted(text, settings, with),
        NOT_IN_RANGE,
        number -> settings.updateAndGet(now -> now.withLimits(with.apply(now.limits(), number))));
  }

  private static Optional<Long> accepted(
      String text,
      AtomicReference<ConnectionSettings> settings,
      BiFunction<ClientLimits, Long, ClientLimits> with) {
    OptionalLong number = Arguments.integer(text.getBytes(StandardCharsets.UTF_8));
    if (number.isEmpty()) {
      return Optional.empty();
    }
    try {
      // The limits check themselves.
      Objects.requireNonNull(with.apply(settings.get().limits(), number.getAsLong()));
      return Optional.of(number.getAsLong());
    } catch (InvalidSettingException | ArithmeticException outOfRange) {
      return Optional.empty();
    }
  }

  private static ClientLimits withMaxclients(ClientLimits limits, long count) {
    return new ClientLimits(
        Math.toIntExact(count),
        limits.queryBufferBytes(),
        limits.outputBufferBytes(),
        limits.idleTimeout());
  }

  private static ClientLimits withTimeout(ClientLimits limits, long seconds) {
    return new ClientLimits(
        limits.maxclients(),
        limits.queryBufferBytes(),
        limits.outputBufferBytes(),
        Duration.ofSeconds(seconds));
  }

  private static Optional<Boolean> yesOrNo(String text) {
    return switch (text) {
      case "yes" -> Optional.of(true);
      case "no" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
