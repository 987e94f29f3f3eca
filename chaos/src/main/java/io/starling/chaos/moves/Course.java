package io.starling.chaos.moves;

import io.starling.gossip.status.MovePhase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * How far a move has come, by what its source writes into its log: the line with which each phase
 * begins. A copy counts as verified from when it was found equal for the first time.
 */
final class Course {
  private final EnumMap<MovePhase, Predicate<String>> beginnings = new EnumMap<>(MovePhase.class);

  /**
   * @param epoch of the segment before the move
   * @param targetName of the target, as logs have it
   */
  Course(int segment, long epoch, String targetName) {
    String here = "segment " + segment + " epoch " + epoch + ": ";
    String next = "adopted segment " + segment + " epoch " + (epoch + 1) + " ";
    beginnings.put(MovePhase.LOADING, has("segment " + segment + " begins to move to "));
    beginnings.put(MovePhase.VERIFYING, has(here + targetName + " is in sync"));
    beginnings.put(MovePhase.RAMPING, has(here + targetName + " reads "));
    beginnings.put(MovePhase.SEALED, has(here + "sealed"));
    beginnings.put(MovePhase.SWITCHING, has(here + "handing over to "));
    beginnings.put(MovePhase.PROBATION, has(next));
  }

  private static Predicate<String> has(String part) {
    return line -> line.contains(part);
  }

  /** The line with which a phase begins; there is none for the first. */
  Predicate<String> beginningOf(MovePhase phase) {
    return Objects.requireNonNull(beginnings.get(phase));
  }

  /** The phase in which the move was at a moment. */
  MovePhase phaseAt(List<String> log, Instant moment) {
    MovePhase phase = MovePhase.OFFERED;
    for (String line : log) {
      if (!writtenBy(line, moment)) {
        break;
      }
      for (Map.Entry<MovePhase, Predicate<String>> each : beginnings.entrySet()) {
        if (each.getValue().test(line)) {
          phase = each.getKey();
        }
      }
    }
    return phase;
  }

  private static boolean writtenBy(String line, Instant moment) {
    int end = line.indexOf(' ');
    try {
      return end < 0 || !OffsetDateTime.parse(line.substring(0, end)).toInstant().isAfter(moment);
    } catch (DateTimeParseException noTime) {
      // The rest of an event of several lines.
      return true;
    }
  }
}
