package io.starling.chaos.balance;

import io.starling.forecast.shed.Explanation;
import io.starling.forecast.shed.Move;
import io.starling.forecast.shed.Policy;
import io.starling.forecast.shed.ResourceVector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Moves: granted by targets, under way, done. */
final class Traffic {
  /** Until the load of what has arrived is in what a target says. */
  private static final int SETTLE_SECONDS = 10;

  private static final int REFUSED_SECONDS = 60;

  private final Policy policy;
  private final Cluster cluster;
  private final Hearsay hearsay;
  private final List<Batch> underWay = new ArrayList<>();
  private final Ledger ledger = new Ledger();

  /** A segment on its way, and what it will take from its source and bring to its target. */
  private record Trip(ModelSegment segment, boolean role, ResourceVector load) {}

  private record Batch(ModelNode source, ModelNode target, List<Trip> trips, int dueSecond) {}

  Traffic(Policy policy, Cluster cluster, Hearsay hearsay) {
    this.policy = policy;
    this.cluster = cluster;
    this.hearsay = hearsay;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Offers a batch, all of it to one target, which answers at once. */
  void offer(ModelNode source, List<Explanation<Integer>> moves, int second) {
    ModelNode target = cluster.nodes().get(moves.getFirst().move().to());
    if (!target.present || !target.accepts || target.isReceiving(second)) {
      ledger.declined++;
      source.retryAtSecond = second + 1;
      hearsay.busy(source.id, target.id, second);
      return;
    }
    List<Trip> trips = new ArrayList<>();
    double bytes = 0;
    for (Explanation<Integer> explanation : moves) {
      Move<Integer> move = explanation.move();
      ModelSegment segment = cluster.segments().get(move.segment());
      Trip trip = trip(source, segment, move);
      double shipped = trip.role() ? 0 : segment.bytes;
      if (segment.moving || !isAsBelieved(explanation, target, trip, shipped)) {
        ledger.declined++;
        segment.refusedUntilSecond.put(target.id, second + REFUSED_SECONDS);
      } else {
        trips.add(trip);
        bytes += shipped;
        accept(source, target, trip, shipped, second);
      }
    }
    if (!trips.isEmpty()) {
      depart(source, target, trips, bytes, second);
    }
  }

  /** A copy that is placed, balanced or not: it waits for nobody but for room. */
  void place(ModelNode source, Move<Integer> move, int second) {
    ModelNode target = cluster.nodes().get(move.to());
    Trip trip = trip(source, cluster.segments().get(move.segment()), move);
    double bytes = trip.segment().bytes;
    if (bytes <= target.reserveBytes - target.reserveUsed) {
      accept(source, target, trip, bytes, second);
      depart(source, target, List.of(trip), bytes, second);
    }
  }

  private void depart(
      ModelNode source, ModelNode target, List<Trip> trips, double bytes, int second) {
    source.movesOut++;
    target.movesIn++;
    int seconds = 1 + (int) Math.ceil(policy.transferSeconds(bytes));
    underWay.add(new Batch(source, target, trips, second + seconds));
  }

  private static Trip trip(ModelNode source, ModelSegment segment, Move<Integer> move) {
    return switch (move) {
      case Move.PassRole<Integer> role ->
          new Trip(segment, true, segment.asPrimary().minus(segment.asBackup()));
      case Move.MoveCopy<Integer> copy -> new Trip(segment, false, segment.demandOn(source.id));
    };
  }

  /** The target looks again, with its own present load and room. */
  private boolean isAsBelieved(
      Explanation<Integer> explanation, ModelNode target, Trip trip, double shipped) {
    double after = ModelNode.utilisation(target.expected().plus(trip.load()), target.capacity);
    return after <= (1 + policy.band()) * explanation.targetAfter()
        && after < explanation.sourceBefore()
        && shipped <= target.reserveBytes - target.reserveUsed;
  }

  private void accept(ModelNode source, ModelNode target, Trip trip, double shipped, int second) {
    ModelSegment segment = trip.segment();
    segment.moving = true;
    target.reserveUsed += shipped;
    target.granted = target.granted.plus(trip.load());
    source.leaving = source.leaving.plus(trip.load());
    source.window.add(new ModelNode.Shed(second, shipped));
    hearsay.granted(source.id, target.id, second, trip.load());
    ledger.begun(second, trip.role(), shipped);
    if (segment.isFrozen(second, policy.freeze().toSeconds())) {
      ledger.movedWithinFreeze++;
    }
    if (segment.pastMoves.times() > 0) {
      ledger.movedAgain++;
    }
  }

  /** Ends what is due: from now on the target has it. */
  void advance(int second) {
    for (Iterator<Batch> batches = underWay.iterator(); batches.hasNext(); ) {
      Batch batch = batches.next();
      if (batch.dueSecond() <= second) {
        batches.remove();
        end(batch, second);
      }
    }
  }

  private void end(Batch batch, int second) {
    ModelNode source = batch.source();
    ModelNode target = batch.target();
    for (Trip trip : batch.trips()) {
      ModelSegment segment = trip.segment();
      segment.moving = false;
      segment.pastMoves = segment.pastMoves.moved(second * 1000L, policy.freeze().toMillis());
      target.granted = target.granted.minus(trip.load());
      source.leaving = source.leaving.minus(trip.load());
      if (trip.role()) {
        segment.primary = target.id;
      } else {
        segment.replace(source.id, target.id);
        source.held.remove(segment);
        target.held.add(segment);
        target.reserveUsed -= segment.bytes;
      }
    }
    source.movesOut--;
    target.movesIn--;
    target.settledAtSecond = second + SETTLE_SECONDS;
  }

  /** What was moved so far. */
  static final class Ledger {
    int roles;
    int copies;
    double bytes;
    int declined;
    int movedWithinFreeze;
    int movedAgain;
    int lastSecond = -1;

    private void begun(int second, boolean role, double shipped) {
      lastSecond = second;
      bytes += shipped;
      if (role) {
        roles++;
      } else {
        copies++;
      }
    }
  }
}
