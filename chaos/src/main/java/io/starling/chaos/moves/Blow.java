package io.starling.chaos.moves;

import io.starling.gossip.status.MovePhase;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What goes wrong while a segment moves. */
enum Blow {
  /** SIGKILL to the primary that hands over. */
  SOURCE,
  /** SIGKILL to the node that is to be the primary. */
  TARGET,
  /** SIGKILL to another member. */
  THIRD,
  /** SIGKILL to two of these three at once. */
  TWO,
  /** Nothing can be written at the target any more. */
  DISK,
  /** The connections between source and target are reset, some times in a row. */
  CUT;

  /** The phases in which it makes sense: only a copy that loads needs a stream, or room. */
  List<MovePhase> phases() {
    return switch (this) {
      case SOURCE, TARGET, THIRD, TWO -> PHASES;
      case DISK, CUT -> List.of(MovePhase.LOADING);
    };
  }

  /** Those that a move goes through. */
  static final List<MovePhase> PHASES =
      Arrays.stream(MovePhase.values()).filter(phase -> phase != MovePhase.UNDOING).toList();

  boolean kills() {
    return this != DISK && this != CUT;
  }

  /** The word of the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param word as in {@link #word}
   * @throws IllegalArgumentException if there is none of that name
   */
  static Blow ofWord(String word) {
    return Arrays.stream(values())
        .filter(blow -> blow.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no blow \"" + word + "\"; there are " + words()));
  }

  private static String words() {
    return Arrays.stream(values()).map(Blow::word).collect(Collectors.joining(", "));
  }

  /**
   * A phase by its word.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  static MovePhase phaseOfWord(String word) {
    return PHASES.stream()
        .filter(phase -> word(phase).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no phase \""
                        + word
                        + "\"; there are "
                        + PHASES.stream().map(Blow::word).collect(Collectors.joining(", "))));
  }

  static String word(MovePhase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }
}
