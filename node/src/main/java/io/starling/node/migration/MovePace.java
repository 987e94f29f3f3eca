package io.starling.node.migration;

import java.time.Duration;

/**
 * How much a node may ship a second for moves, by what its clients feel: additive increase,
 * multiplicative decrease (Chiu and Jain, 1989) against what they felt before the moves.
 *
 * <pre>
 * no clients     -> the cap
 * clients        -> at most what a start allows, until something is shipped
 * not worse      -> twice as much each second until it was worse once, then a little more
 * worse          -> a part of it, but no more often than its effect can show, and never below the
 *                   floor, so that what was begun ends
 * </pre>
 *
 * If it stays worse at the floor, moves are not the reason, and what clients feel now slowly
 * becomes what they felt before.
 */
public final class MovePace {
  /** Commands a second below which nobody is disturbed. */
  private static final double COMMANDS_MIN = 20;

  private static final double FLOOR = 2e6;
  private static final double START = 8e6;
  private static final double INCREASE_PER_SECOND = 4e6;
  private static final double DECREASE = 0.6;
  private static final double WORSE = 1.3;
  private static final double WORSE_MILLIS = 0.25;
  private static final double LAG_WORSE_MILLIS = 10;
  private static final Duration EFFECT = Duration.ofMillis(500);
  private static final Duration CALM = Duration.ofSeconds(2);
  private static final Duration HOPELESS = Duration.ofSeconds(10);

  /** In which what clients feel becomes what they felt before. */
  private static final double BASELINE_SECONDS = 5;

  private static final double RISE_SECONDS = 20;

  private final double cap;
  private double rate;
  private double p99Before;
  private double lagBefore;
  private boolean learned;
  private boolean wasWorse;
  private boolean limited;
  private long lastNanos;
  private long decreasedAtNanos;
  private long shippedAtNanos;
  private long aboveFloorAtNanos;

  /**
   * What this node has felt lately.
   *
   * @param commandsPerSecond of clients of this node, and on its segments
   * @param p99Millis that its clients see; 0 if there were too few commands to tell
   * @param lagMillis by how much a turn of a loop came too late, at most
   * @param ships whether copies are on their way to it or from it
   */
  public record Felt(double commandsPerSecond, double p99Millis, double lagMillis, boolean ships) {}

  /**
   * @param cap bytes a second, at most
   */
  public MovePace(double cap, long nowNanos) {
    this.cap = cap;
    this.rate = Math.min(cap, START);
    this.lastNanos = nowNanos;
    this.decreasedAtNanos = nowNanos;
    this.shippedAtNanos = nowNanos - CALM.toNanos();
    this.aboveFloorAtNanos = nowNanos;
  }

  /** Bytes a second that may be shipped until the next call; some times a second. */
  public double next(Felt felt, long nowNanos) {
    double seconds = Math.max(0, (nowNanos - lastNanos) / 1e9);
    lastNanos = nowNanos;
    if (felt.ships()) {
      shippedAtNanos = nowNanos;
    }
    limited = felt.commandsPerSecond() >= COMMANDS_MIN;
    if (!limited) {
      begin();
      return cap;
    }
    if (felt.ships() && learned) {
      adapt(felt, seconds, nowNanos);
    } else if (nowNanos - shippedAtNanos >= CALM.toNanos() || !learned) {
      learn(felt, seconds, BASELINE_SECONDS);
      begin();
    }
    return rate;
  }

  private void begin() {
    rate = Math.min(cap, START);
    wasWorse = false;
  }

  private void learn(Felt felt, double seconds, double timeConstant) {
    double share = learned ? Math.min(1, seconds / timeConstant) : 1;
    if (felt.p99Millis() > 0) {
      double shareOfP99 = p99Before > 0 ? share : 1;
      p99Before += shareOfP99 * (felt.p99Millis() - p99Before);
    }
    lagBefore += share * (felt.lagMillis() - lagBefore);
    learned = true;
  }

  private void adapt(Felt felt, double seconds, long nowNanos) {
    if (!isWorse(felt)) {
      double more = wasWorse ? INCREASE_PER_SECOND * seconds : rate * seconds;
      rate = Math.min(cap, rate + more);
    } else if (nowNanos - decreasedAtNanos >= EFFECT.toNanos()) {
      wasWorse = true;
      decreasedAtNanos = nowNanos;
      rate = Math.max(Math.min(cap, FLOOR), rate * DECREASE);
    }
    if (rate > FLOOR || !isWorse(felt)) {
      aboveFloorAtNanos = nowNanos;
    } else if (nowNanos - aboveFloorAtNanos >= HOPELESS.toNanos()) {
      learn(felt, seconds, RISE_SECONDS);
    }
  }

  private boolean isWorse(Felt felt) {
    return (p99Before > 0 && felt.p99Millis() > WORSE * p99Before + WORSE_MILLIS)
        || felt.lagMillis() > lagBefore + LAG_WORSE_MILLIS;
  }

  /** Whether clients hold moves back now. */
  public boolean isLimited() {
    return limited;
  }
}
