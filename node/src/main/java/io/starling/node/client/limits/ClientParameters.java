package io.starling.node.client.limits;

import io.starling.node.client.server.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The rows of CONFIG that concern clients, and those that tools ask every Redis for. */
public final class ClientParameters {
  private static final String NOT_YES_OR_NO = "argument must be 'yes' or 'no'";

  private ClientParameters() {}

  /**
   * The rows.
   *
   * @param settings read by GET, replaced by SET
   */
  public static List<Parameter> of(AtomicReference<ConnectionSettings> settings) {
    List<Parameter> rows = new ArrayList<>();
    LimitParameter.ALL.forEach(limit -> rows.add(limit.of(settings)));
    rows.add(Parameter.fixed("appendonly", () -> "yes"));
    rows.add(Parameter.fixed("databases", () -> "1"));
    rows.add(Parameter.fixed("notify-keyspace-events", () -> ""));
    rows.add(Parameter.fixed("save", () -> ""));
    // The password itself is not kept.
    rows.add(
        Parameter.fixed("requirepass", () -> settings.get().credentials().required() ? "***" : ""));
    rows.add(
        Parameter.fixed(
            "proto-max-bulk-len",
            () -> Integer.toString(settings.get().requests().argumentLengthMax())));
    rows.add(
        Parameter.changeable(
            "protected-mode",
            () -> settings.get().protectedMode() ? "yes" : "no",
            ClientParameters::yesOrNo,
            NOT_YES_OR_NO,
            on -> settings.updateAndGet(now -> now.withProtectedMode(on))));
    return rows;
  }

  private static Optional<Boolean> yesOrNo(String text) {
    return switch (text) {
      case "yes" -> Optional.of(true);
      case "no" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
