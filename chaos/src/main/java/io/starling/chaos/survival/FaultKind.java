package io.starling.chaos.survival;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is done to a node, and for how long by default. */
enum FaultKind {
  /** SIGKILL; started again on its data after the time. */
  KILL(Duration.ofSeconds(3)),
  /** SIGTERM; started again on its data when it has ended. */
  RESTART(Duration.ZERO),
  /** SIGSTOP, then SIGCONT after the time. */
  STOP(Duration.ofSeconds(10)),
  /** Kept from the other nodes in both directions, but not from clients. */
  PARTITION(Duration.ofSeconds(10));

  private final Duration hold;

  FaultKind(Duration hold) {
    this.hold = hold;
  }

  /** How long it lasts. */
  Duration hold() {
    return hold;
  }

  /** The word of the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param word as in {@link #word}
   * @throws IllegalArgumentException if there is none of that name
   */
  static FaultKind ofWord(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no fault \"" + word + "\"; there are " + words()));
  }

  private static String words() {
    List<FaultKind> kinds = List.of(values());
    return kinds.stream().map(FaultKind::word).collect(Collectors.joining(", "));
  }
}
