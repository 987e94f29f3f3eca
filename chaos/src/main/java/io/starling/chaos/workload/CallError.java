package io.starling.chaos.workload;

import java.util.Comparator;

/**
 * A way in which a call can fail.
 *
 * @param code the first word of the server's error, or words of the client's own in brackets
 * @param certain whether it means that the call was certainly not applied; else nobody knows
 */
public record CallError(String code, boolean certain) implements Comparable<CallError> {
  private static final Comparator<CallError> ORDER =
      Comparator.comparing(CallError::certain).reversed().thenComparing(CallError::code);

  @Override
  public int compareTo(CallError other) {
    return ORDER.compare(this, other);
  }
}
