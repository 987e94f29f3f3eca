package io.starling.chaos.simulation.check;

import io.starling.storage.id.NodeId;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Which member lends which primary a segment, and to whom it has promised the next epoch: never
 * both at a time (I2).
 */
public final class LeaseLedger {
  private record Place(int segment, NodeId lender) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int bySegment = Integer.compare(segment, other.segment);
      return bySegment != 0 ? bySegment : lender.compareTo(other.lender);
    }
  }

  private record Lease(long epoch, NodeId primary, BooleanSupplier isCounted) {}

  private record Promised(long epoch, NodeId proposer) {}

  private final TreeMap<Place, Lease> leases = new TreeMap<>();
  private final TreeMap<Place, Promised> promises = new TreeMap<>();

  /**
   * A primary has received a lease.
   *
   * @param isCounted whether, at the time of the call, the primary may still count it
   */
  public void lent(
      int segment, long epoch, NodeId lender, NodeId primary, BooleanSupplier isCounted) {
    Place place = new Place(segment, lender);
    Lease lease = new Lease(epoch, primary, isCounted);
    leases.put(place, lease);
    Promised promised = promises.get(place);
    if (promised != null) {
      check(place, lease, promised);
    }
  }

  /** A member promises the decision of an epoch to a proposer. */
  public void promised(int segment, long epoch, NodeId lender, NodeId proposer) {
    Place place = new Place(segment, lender);
    Promised promised = new Promised(epoch, proposer);
    promises.put(place, promised);
    Lease lease = leases.get(place);
    if (lease != null) {
      check(place, lease, promised);
    }
  }

  private static void check(Place place, Lease lease, Promised promised) {
    boolean toAnother = !promised.proposer.equals(lease.primary);
    if (toAnother && promised.epoch == lease.epoch + 1 && lease.isCounted.getAsBoolean()) {
      throw new InvariantViolatedException(
          Invariant.I2, place.segment, place + " promised " + promised + " while " + lease);
    }
  }
}
