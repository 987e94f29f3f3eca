package io.starling.chaos.workload;

import io.starling.chaos.history.Outcome;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call ended with.
 *
 * @param errorCode the first word of the server's error, or a word of the client's for a broken
 *     connection; null if there was none
 */
public record Answer(Outcome outcome, @Nullable String errorCode) {
  /** The server says that it cannot tell whether the command was applied. */
  private static final String UNKNOWN = "UNKNOWN";

  /** How the call failed; empty if it did not. */
  public Optional<CallError> error() {
    boolean certain = !(outcome instanceof Outcome.Unknown);
    return Optional.ofNullable(errorCode).map(code -> new CallError(code, certain));
  }

  static Answer of(Outcome outcome) {
    return new Answer(outcome, null);
  }

  /** An error reply: all but one code mean that the command was certainly not applied. */
  static Answer ofError(@Nullable String text) {
    String code = text == null || text.isBlank() ? "ERR" : text.strip().split("[ :]", 2)[0];
    boolean unknown = code.toUpperCase(Locale.ROOT).equals(UNKNOWN);
    return new Answer(unknown ? Outcome.UNKNOWN : Outcome.NOT_APPLIED, code);
  }

  /** There was no connection, so nothing was sent. */
  static Answer unreachable() {
    return new Answer(Outcome.NOT_APPLIED, "(no connection)");
  }

  /** The connection broke, or nothing came back in time, after it may have been sent. */
  static Answer lost(String how) {
    return new Answer(Outcome.UNKNOWN, "(" + how + ")");
  }
}
