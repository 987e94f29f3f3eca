package io.starling.node.command.argument;

/**
 * From what a client says about time to an absolute deadline. No sum or product here can overflow
 * unnoticed.
 */
public final class Deadlines {
  private static final long MILLIS_PER_SECOND = 1000;

  /** How a client says when a key expires. */
  public enum Form {
    /** Seconds from now. */
    EX(MILLIS_PER_SECOND, true),
    /** Milliseconds from now. */
    PX(1, true),
    /** Seconds since 1970. */
    EXAT(MILLIS_PER_SECOND, false),
    /** Milliseconds since 1970. */
    PXAT(1, false);

    private final long unitMillis;
    private final boolean relative;

    Form(long unitMillis, boolean relative) {
      this.unitMillis = unitMillis;
      this.relative = relative;
    }
  }

  private Deadlines() {}

  /**
   * The deadline that a value is stored with, as SET and GETEX say it: only a positive time is one.
   */
  public static long positive(Form form, byte[] time, long nowMillis, String command) {
    long amount = Integers.parse(time);
    if (amount <= 0) {
      throw invalid(command);
    }
    return of(form, amount, nowMillis, command);
  }

  /**
   * The deadline that EXPIRE and its kin say, which may lie in the past or before 1970.
   *
   * @param amount in the unit of {@code form}
   */
  public static long of(Form form, long amount, long nowMillis, String command) {
    try {
      long millis = Math.multiplyExact(amount, form.unitMillis);
      return form.relative ? Math.addExact(nowMillis, millis) : millis;
    } catch (ArithmeticException overflow) {
      throw invalid(command);
    }
  }

  private static RefusedException invalid(String command) {
    return new RefusedException("invalid expire time in '" + command + "' command");
  }
}
