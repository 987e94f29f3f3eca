package io.starling.storage.eviction;

/**
 * Roughly when and how often each key of a segment was used, in memory that does not depend on the
 * number of keys.
 *
 * <p>A key has a cell in each of two rows, by its placement hash, and shares it with others.
 * Sharing makes a key look used later and more often than it was, never the reverse, so the better
 * of the two cells is the estimate (Cormode and Muthukrishnan, "An improved data stream summary:
 * the count-min sketch"). The count is logarithmic and falls by one each minute without use, as in
 * Redis ("Using Redis as an LRU cache", section "The new LFU mode").
 */
public final class AccessSketch {
  private static final int ROWS = 2;
  private static final int COUNT_MAX = 255;
  private static final int COUNT_AT_FIRST = 5;
  private static final int LOG_FACTOR = 10;
  private static final int TICK_MILLIS = 100;
  private static final int TICKS_PER_DECAY = 60_000 / TICK_MILLIS;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private final int rowBits;
  private final long startMillis;
  private final int[] lastUseTicks;
  private final byte[] counts;

  /**
   * A sketch of five bytes a cell.
   *
   * @param cells in each of the two rows: a power of two; about the number of keys that are in use
   * @param nowMillis on a clock that does not go back
   */
  public AccessSketch(int cells, long nowMillis) {
    if (Integer.bitCount(cells) != 1) {
      throw new IllegalArgumentException("the number of cells is a power of two, not " + cells);
    }
    this.rowBits = Integer.numberOfTrailingZeros(cells);
    this.startMillis = nowMillis;
    this.lastUseTicks = new int[ROWS * cells];
    this.counts = new byte[ROWS * cells];
  }

  /**
   * Notes one use of a key.
   *
   * @param placementHash of the key
   * @param random 64 random bits, new for each call
   */
  public void used(long placementHash, long nowMillis, long random) {
    int now = ticks(nowMillis);
    int frequency = frequency(placementHash, nowMillis);
    int count = increased(Math.max(frequency, COUNT_AT_FIRST), random);
    for (int row = 0; row < ROWS; row++) {
      int cell = cell(row, placementHash);
      counts[cell] = (byte) Math.max(count, decayed(cell, now));
      lastUseTicks[cell] = now;
    }
  }

  /** Milliseconds since a key was last used, at least; since the sketch was made if never. */
  public long idleMillis(long placementHash, long nowMillis) {
    int now = ticks(nowMillis);
    int idle = 0;
    for (int row = 0; row < ROWS; row++) {
      idle = Math.max(idle, now - lastUseTicks[cell(row, placementHash)]);
    }
    return (long) idle * TICK_MILLIS;
  }

  /** How often a key was used lately, 0 to 255, on a logarithmic scale; at most. */
  public int frequency(long placementHash, long nowMillis) {
    int now = ticks(nowMillis);
    int frequency = COUNT_MAX;
    for (int row = 0; row < ROWS; row++) {
      frequency = Math.min(frequency, decayed(cell(row, placementHash), now));
    }
    return frequency;
  }

  private static int increased(int count, long random) {
    double probability = 1.0 / ((count - COUNT_AT_FIRST) * LOG_FACTOR + 1);
    boolean hit = (random >>> 11) * 0x1.0p-53 < probability;
    return hit ? Math.min(count + 1, COUNT_MAX) : count;
  }

  private int decayed(int cell, int now) {
    int count = Byte.toUnsignedInt(counts[cell]);
    return Math.max(0, count - (now - lastUseTicks[cell]) / TICKS_PER_DECAY);
  }

  private int cell(int row, long placementHash) {
    // The low bits say in which slice the key lies; the sketch takes others, mixed by the product.
    long mixed = (placementHash ^ (row * SPREAD)) * SPREAD;
    return (row << rowBits) + (rowBits == 0 ? 0 : (int) (mixed >>> (Long.SIZE - rowBits)));
  }

  private int ticks(long nowMillis) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(0, nowMillis - startMillis) / TICK_MILLIS);
  }
}
