package io.starling.node.load;

/**
 * Demand for a segment at this node, a second; the parts are those of {@link DemandCount}. Values
 * can be added and scaled, which is all that smoothing needs.
 */
public record Demand(
    double reads,
    double writes,
    double appends,
    double turnedAway,
    double bytesIn,
    double bytesOut,
    double bytesWritten) {
  /** No demand. */
  public static final Demand NONE = new Demand(0, 0, 0, 0, 0, 0, 0);

  /** Below one thing in about a day nothing is left of a smoothed value. */
  private static final double NEGLIGIBLE = 1e-5;

  static Demand of(DemandCount count, double seconds) {
    return new Demand(
        count.reads() / seconds,
        count.writes() / seconds,
        count.appends() / seconds,
        count.turnedAway() / seconds,
        count.bytesIn() / seconds,
        count.bytesOut() / seconds,
        count.bytesWritten() / seconds);
  }

  /** Commands a second, served or turned away; appends are not commands. */
  public double commands() {
    return reads + writes + turnedAway;
  }

  /** Bytes a second over the network, in both directions. */
  public double networkBytes() {
    return bytesIn + bytesOut;
  }

  /** This value moved towards another by a share of the difference, 0 to 1. */
  Demand towards(Demand other, double share) {
    Demand moved =
        new Demand(
            Smoothing.towards(reads, other.reads, share),
            Smoothing.towards(writes, other.writes, share),
            Smoothing.towards(appends, other.appends, share),
            Smoothing.towards(turnedAway, other.turnedAway, share),
            Smoothing.towards(bytesIn, other.bytesIn, share),
            Smoothing.towards(bytesOut, other.bytesOut, share),
            Smoothing.towards(bytesWritten, other.bytesWritten, share));
    return moved.commands() + moved.appends + moved.networkBytes() < NEGLIGIBLE ? NONE : moved;
  }
}
