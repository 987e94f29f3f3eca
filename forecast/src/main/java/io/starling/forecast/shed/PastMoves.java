package io.starling.forecast.shed;

/**
 * When a segment was moved last, or its primary role, and how often of late. What is not yet known
 * of a load, or badly measured, can make two nodes hand a segment to and fro; so each further move
 * is remembered for twice as long as the one before, and the next has to wait for longer, or to
 * gain more.
 *
 * @param lastMillis when it was moved last; of no meaning if it never was
 * @param times how often of late, 0 to {@link #TIMES_MAX}
 */
public record PastMoves(long lastMillis, int times) {
  /** More make no difference: what has moved so often rests for hours. */
  public static final int TIMES_MAX = 6;

  /** Of a segment that nobody has moved. */
  public static final PastMoves NONE = new PastMoves(0, 0);

  /** Freezes after which a single move is forgotten. */
  private static final int REMEMBERED_FREEZES = 8;

  public PastMoves {
    if (times < 0 || times > TIMES_MAX) {
      throw new IllegalArgumentException("moved " + times + " times");
    }
  }

  /**
   * With one more move. One within the freeze is the same, heard of again, or somebody's order.
   *
   * @param freezeMillis how long a segment stays where it is, at least
   */
  public PastMoves moved(long nowMillis, long freezeMillis) {
    if (isWithin(nowMillis, freezeMillis)) {
      return new PastMoves(nowMillis, times);
    }
    long remembered = (REMEMBERED_FREEZES * freezeMillis) << Math.max(0, times - 1);
    boolean lately = times > 0 && nowMillis - lastMillis < remembered;
    return new PastMoves(nowMillis, lately ? Math.min(times + 1, TIMES_MAX) : 1);
  }

  /** Whether the last move is younger than this. */
  public boolean isWithin(long nowMillis, long freezeMillis) {
    return times > 0 && nowMillis - lastMillis < freezeMillis;
  }
}
