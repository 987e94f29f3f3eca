package io.starling.node.migration;

import io.starling.forecast.shed.Placement;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.migration.MigrationMessage.Ended;
import io.starling.node.migration.MigrationMessage.Offer;
import io.starling.node.migration.Move.Tries;
import io.starling.storage.id.NodeId;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The moves of which this node is the source.
 *
 * <pre>
 * (wanted) -> OFFERED: there is room for one more, and no newcomer has declined it lately
 * OFFERED  -> MOVING:  every newcomer has granted room; the replica takes over
 * OFFERED  -> over:    a newcomer has declined
 * any      -> over:    the next epoch is decided, whatever it says; it is wanted no more;
 *                      a newcomer is gone, or answers reads badly; it has taken too long
 * </pre>
 *
 * However it ends, the newcomers are told, and a grant of which they are not told runs out.
 */
final class Outlet {
  private final MigrationSettings settings;
  private final BiConsumer<NodeId, MigrationMessage> output;
  private final Consumer<MoveEvent> events;
  private final TreeMap<Integer, Move> moves = new TreeMap<>();
  private final TreeMap<Integer, Long> pausedUntilNanos = new TreeMap<>();

  /** What came of the attempts to move a segment to other members than those of its epoch. */
  private final TreeMap<Integer, Tries> tries = new TreeMap<>();

  private long nextNumber;

  /**
   * @param firstNumber grows from one process of this node to the next
   */
  Outlet(
      MigrationSettings settings,
      long firstNumber,
      BiConsumer<NodeId, MigrationMessage> output,
      Consumer<MoveEvent> events) {
    this.settings = settings;
    this.nextNumber = firstNumber;
    this.output = output;
    this.events = events;
  }

  /**
   * Where the replica should go now: where it is wanted once all newcomers have room, and until
   * then where it is.
   */
  Placement<NodeId> towards(Configuration known, Wanted wanted, long nowNanos) {
    Move move = moves.get(known.segment());
    if (move != null && !move.leads(known, wanted)) {
      undo(move, "it is wanted elsewhere");
      move = null;
    }
    List<NodeId> members = wanted.placement().members();
    if (known.members().containsAll(members)) {
      return wanted.placement();
    }
    if (move == null) {
      move = beginIfThereIsRoom(known, wanted, nowNanos);
    }
    return move != null && move.isGranted()
        ? wanted.placement()
        : new Placement<>(known.primary(), known.members());
  }

  /** A segment is wanted nowhere else any more. */
  void abandon(int segment) {
    Move move = moves.get(segment);
    if (move != null) {
      undo(move, "it is wanted nowhere else any more");
    }
    tries.remove(segment);
  }

  private @Nullable Move beginIfThereIsRoom(Configuration known, Wanted wanted, long nowNanos) {
    Long paused = pausedUntilNanos.get(known.segment());
    boolean rests = paused != null && nowNanos - paused < 0;
    long underWay =
        moves.values().stream().filter(move -> move.wanted().kind() == wanted.kind()).count();
    if (rests || underWay >= settings.outMax(wanted.kind())) {
      return null;
    }
    pausedUntilNanos.remove(known.segment());
    Move begun = new Move(known, wanted, nextNumber, tried(known.segment()), nowNanos);
    nextNumber += begun.offers().size();
    moves.put(known.segment(), begun);
    offerIfDue(begun, nowNanos);
    return begun;
  }

  private Tries tried(int segment) {
    return tries.getOrDefault(segment, Tries.NONE);
  }

  private void offerIfDue(Move move, long nowNanos) {
    if (move.isOfferDue(nowNanos, settings.grantLife().toNanos() / 4)) {
      Configuration from = move.from();
      Wanted wanted = move.wanted();
      move.offers()
          .forEach(
              (node, number) ->
                  output.accept(
                      node,
                      new Offer(
                          number, from.segment(), from.epoch(), wanted.kind(), wanted.bytes())));
    }
  }

  /** Says offers again, and gives up what cannot come to anything. */
  void tick(Predicate<NodeId> isThere, long nowNanos) {
    for (Move move : List.copyOf(moves.values())) {
      boolean allThere = move.offers().keySet().stream().allMatch(isThere);
      boolean tooLong = nowNanos - move.begunAtNanos() > settings.moveMax().toNanos();
      if (!allThere || tooLong) {
        giveUp(move, tooLong ? "it took too long" : "a target is gone, or leaves", nowNanos);
      } else {
        offerIfDue(move, nowNanos);
      }
    }
  }

  /** A segment that is on its way does not get there. */
  void lost(int segment, long nowNanos) {
    Move move = moves.get(segment);
    if (move != null) {
      giveUp(move, "more is written than the target takes", nowNanos);
    }
  }

  private void giveUp(Move move, String why, long nowNanos) {
    undo(move, why);
    tries.put(move.from().segment(), new Tries(move.attempt(), why));
    pausedUntilNanos.put(move.from().segment(), nowNanos + settings.declinedPause().toNanos());
  }

  private void undo(Move move, String why) {
    end(move);
    events.accept(
        move.isGranted()
            ? new MoveEvent.Undone(move.view(), why)
            : new MoveEvent.TurnedAway(move.view(), why));
  }

  private void end(Move move) {
    moves.remove(move.from().segment());
    move.offers().forEach((node, number) -> output.accept(node, new Ended(number)));
  }

  /**
   * This node is not the primary of a segment any more, or the segment is in another epoch. Answers
   * whether that ends a move.
   */
  boolean adopted(Configuration now, long nowNanos) {
    Move move = moves.get(now.segment());
    tries.remove(now.segment());
    if (move == null || move.from().equals(now)) {
      return false;
    }
    if (now.members().containsAll(move.offers().keySet())) {
      end(move);
      events.accept(new MoveEvent.Arrived(move.view(), nowNanos - move.begunAtNanos()));
    } else {
      undo(move, "another epoch was decided");
    }
    return true;
  }

  /** A newcomer has room. Answers whether that was the last that was waited for. */
  boolean granted(NodeId by, long number) {
    for (Move move : moves.values()) {
      if (move.isOffer(by, number)) {
        boolean before = move.isGranted();
        move.granted(by);
        boolean begins = !before && move.isGranted();
        if (begins) {
          events.accept(new MoveEvent.Begun(move.view()));
        }
        return begins;
      }
    }
    return false;
  }

  /** A newcomer has no room: the move is over, and not tried again for a while. */
  void declined(NodeId by, long number, DeclineReason reason, long nowNanos) {
    for (Move move : List.copyOf(moves.values())) {
      if (move.isOffer(by, number)) {
        giveUp(move, by + " declined: " + reason.text(), nowNanos);
      }
    }
  }

  /**
   * A newcomer answers reads badly: the move is over, and not tried again for a while.
   *
   * @param epoch in which that was found
   * @return whether there was such a move
   */
  boolean rampFailed(int segment, long epoch, String why, long nowNanos) {
    Move move = moves.get(segment);
    if (move == null || move.from().epoch() != epoch) {
      return false;
    }
    giveUp(move, why, nowNanos);
    return true;
  }

  Collection<Move> moves() {
    return moves.values();
  }
}
