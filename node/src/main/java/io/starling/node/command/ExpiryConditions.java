package io.starling.node.command;

import io.starling.node.command.argument.Ascii;
import io.starling.node.command.argument.RefusedException;
import io.starling.storage.entry.EntryHeader;
import java.util.List;

/**
 * Under which conditions EXPIRE and its kin change a deadline. A key without one counts as expiring
 * later than any other.
 *
 * @param nx only if there is none yet
 * @param xx only if there is one
 * @param gt only to a later one
 * @param lt only to an earlier one
 */
record ExpiryConditions(boolean nx, boolean xx, boolean gt, boolean lt) {
  private static final ExpiryConditions NONE = new ExpiryConditions(false, false, false, false);
  private static final int ECHOED_BYTES_MAX = 1024;

  /** Reads the conditions from the argument at index {@code from} on. */
  static ExpiryConditions parse(List<byte[]> arguments, int from) {
    ExpiryConditions conditions = NONE;
    for (byte[] word : arguments.subList(from, arguments.size())) {
      conditions = conditions.and(word);
    }
    conditions.checkCompatible();
    return conditions;
  }

  /** Whether the deadline may be changed to this one. */
  boolean allow(EntryHeader header, long deadline) {
    boolean expires = header.expires();
    boolean later = expires && deadline > header.expireAtMillis();
    boolean earlier = !expires || deadline < header.expireAtMillis();
    return !(nx && expires) && !(xx && !expires) && !(gt && !later) && !(lt && !earlier);
  }

  private ExpiryConditions and(byte[] word) {
    if (Ascii.spells(word, "nx")) {
      return new ExpiryConditions(true, xx, gt, lt);
    }
    if (Ascii.spells(word, "xx")) {
      return new ExpiryConditions(nx, true, gt, lt);
    }
    if (Ascii.spells(word, "gt")) {
      return new ExpiryConditions(nx, xx, true, lt);
    }
    if (Ascii.spells(word, "lt")) {
      return new ExpiryConditions(nx, xx, gt, true);
    }
    throw new RefusedException(
        "Unsupported option " + CommandErrors.echoAtEnd(word, ECHOED_BYTES_MAX));
  }

  private void checkCompatible() {
    if (nx && (xx || gt || lt)) {
      throw new RefusedException("NX and XX, GT or LT options at the same time are not compatible");
    }
    if (gt && lt) {
      throw new RefusedException("GT and LT options at the same time are not compatible");
    }
  }
}
