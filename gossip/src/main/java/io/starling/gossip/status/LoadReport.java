package io.starling.gossip.status;

/**
 * What a node carries.
 *
 * @param capacity what it can do, by its operator or its machine
 * @param used what it uses; rates are those of the last seconds
 * @param movable the part of that which would go with its segments: not what compiling, collecting
 *     garbage and copying take
 * @param loopLagMillis by how much a turn of an event loop came too late in the last seconds, at
 *     most
 * @param p99Millis latency that all but a hundredth of the last seconds' commands kept
 */
public record LoadReport(
    Resources capacity, Resources used, Resources movable, float loopLagMillis, float p99Millis) {
  /** Of a node that has not measured itself yet. */
  public static final LoadReport UNKNOWN =
      new LoadReport(Resources.NONE, Resources.NONE, Resources.NONE, 0, 0);

  public LoadReport {
    Amount.require("loop lag", loopLagMillis);
    Amount.require("p99", p99Millis);
  }
}
