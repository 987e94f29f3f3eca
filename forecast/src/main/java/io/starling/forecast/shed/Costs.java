package io.starling.forecast.shed;

/**
 * What a move costs, in the unit of its gain.
 *
 * @param room the less room the target's reserve has left, the more
 * @param transfer bytes over bandwidth
 * @param disruption what earlier moves did to clients
 * @param distance round trips to where it goes
 * @param coLocation parting from segments that are accessed together with it
 * @param recency it has been moved not long ago
 */
public record Costs(
    double room,
    double transfer,
    double disruption,
    double distance,
    double coLocation,
    double recency) {
  /** Of what is not even considered. */
  public static final Costs NONE = new Costs(0, 0, 0, 0, 0, 0);

  public double total() {
    return room + transfer + disruption + distance + coLocation + recency;
  }
}
