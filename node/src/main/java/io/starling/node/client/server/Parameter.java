package io.starling.node.client.server;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One parameter of CONFIG.
 *
 * @param name in lower case
 * @param value the value in force, as text
 * @param plan checks a new value without changing anything
 */
public record Parameter(String name, Supplier<String> value, Function<String, Plan> plan) {
  private static final String IMMUTABLE = "can't set immutable config";

  /** What is to be done for a new value. */
  public sealed interface Plan {
    /** The value is fine; {@code make} puts it in force. */
    record Accepted(Runnable make) implements Plan {}

    /** The value is not acceptable. */
    record Rejected(String reason) implements Plan {}
  }

  /** A parameter that cannot change while the node runs; to set what holds anyway is no change. */
  public static Parameter fixed(String name, Supplier<String> value) {
    return new Parameter(
        name,
        value,
        wanted ->
            wanted.equals(value.get())
                ? new Plan.Accepted(() -> {})
                : new Plan.Rejected(IMMUTABLE));
  }

  /**
   * A parameter that can change.
   *
   * @param parse reads a value; empty if it is not acceptable
   * @param reason why a value that {@code parse} does not accept is refused
   * @param set puts a value in force
   */
  public static <T> Parameter changeable(
      String name,
      Supplier<String> value,
      Function<String, Optional<T>> parse,
      String reason,
      Consumer<T> set) {
    return new Parameter(
        name,
        value,
        text ->
            parse
                .apply(text)
                .<Plan>map(parsed -> new Plan.Accepted(() -> set.accept(parsed)))
                .orElseGet(() -> new Plan.Rejected(reason)));
  }
}
