package io.starling.node.settings;

import io.starling.forecast.shed.BalanceOn;
import io.starling.forecast.shed.Policy;
import io.starling.forecast.shed.Strategy;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How the segments of a cluster spread over its nodes. Every node should be told the same, but for
 * its capacity.
 *
 * @param capacity of this node
 * @param balanceOn what is made even
 * @param strategy how eagerly
 * @param nodeThreshold utilisation above which a node sheds, a fraction; empty: as the strategy has
 *     it
 * @param segmentThreshold fraction of this node's capacity above which a segment is shed; empty:
 *     none
 * @param moveBandwidth bytes a second that all moves from this node and to it ship, at most
 * @param ramp how long the reads of a segment take to move over to the newcomer that is to lead it
 * @param probation how long the old holder of a moved segment keeps its copy
 * @param grace how long a member may be away before it is replaced
 */
public record BalanceSettings(
    Capacity capacity,
    BalanceOn balanceOn,
    Strategy strategy,
    OptionalDouble nodeThreshold,
    OptionalDouble segmentThreshold,
    long moveBandwidth,
    Duration ramp,
    Duration probation,
    Duration grace) {
  /** What is likely while clients are served, bytes a second; costs are reckoned by it. */
  private static final double SHIPPED_AMONG_CLIENTS = 50e6;

  private static final long BANDWIDTH_MIN = 64L << 10;
  private static final long BANDWIDTH_MAX = 1L << 40;
  private static final Duration RAMP_MAX = Duration.ofMinutes(10);
  private static final Duration PROBATION_MAX = Duration.ofHours(1);
  private static final Duration GRACE_MIN = Duration.ofSeconds(1);
  private static final Duration GRACE_MAX = Duration.ofDays(7);

  public BalanceSettings {
    Range.check(Setting.MOVE_BANDWIDTH, moveBandwidth, BANDWIDTH_MIN, BANDWIDTH_MAX);
    Range.check(Setting.RAMP, ramp, Duration.ZERO, RAMP_MAX);
    Range.check(Setting.PROBATION, probation, Duration.ZERO, PROBATION_MAX);
    Range.check(Setting.GRACE, grace, GRACE_MIN, GRACE_MAX);
  }

  /** The same, in the terms of the shed rule. */
  public Policy policy() {
    return Policy.of(strategy)
        .withBalanceOn(balanceOn)
        .withThresholds(nodeThreshold, segmentThreshold)
        .withBandwidth(Math.min(SHIPPED_AMONG_CLIENTS, (double) moveBandwidth));
  }
}
