package io.starling.node.migration;

import io.starling.forecast.shed.Placement;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.migration.MigrationMessage.Declined;
import io.starling.node.migration.MigrationMessage.Ended;
import io.starling.node.migration.MigrationMessage.Granted;
import io.starling.node.migration.MigrationMessage.Moved;
import io.starling.node.migration.MigrationMessage.Offer;
import io.starling.node.migration.MigrationMessage.ShedWanted;
import io.starling.node.migration.MigrationMessage.TakeBack;
import io.starling.node.replication.Aim;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One node's part in all moves: takes what is wanted of its own segments to their replicas as room
 * is granted elsewhere, and grants room to others.
 */
public final class Mover {
  private final NodeId self;
  private final Output output;
  private final Intake intake;
  private final Outlet outlet;
  private final Probations probations;
  private final TreeMap<Integer, Configuration> known = new TreeMap<>();
  private final TreeMap<Integer, Wanted> wanted = new TreeMap<>();
  private Predicate<NodeId> stays = node -> true;
  private boolean mayBeginMore;
  private Standing standing = new Standing(false, false, 0, 0);

  /** Where the effects go. */
  public interface Output {
    void send(NodeId to, MigrationMessage message);

    /** What the replicas of this node should bring about, as far as they are primaries. */
    void aim(SortedMap<Integer, Aim> aims);

    /** The segments of which this node may be given a copy; no others. */
    void admit(SortedSet<Integer> segments);

    /** Somebody has brought a segment here on purpose. */
    void moved(Moved news);

    /** A move that has brought a segment here hurts. */
    void takeBack(TakeBack back);

    /** A backup wants to be rid of its copy. */
    void shedWanted(NodeId from, ShedWanted wish);

    /** A move of copies of which this node is the source has come further. */
    void happened(MoveEvent event);
  }

  /**
   * @param firstNumber grows from one process of this node to the next
   */
  public Mover(NodeId self, MigrationSettings settings, long firstNumber, Output output) {
    this.self = self;
    this.output = output;
    this.intake = new Intake(settings);
    this.outlet = new Outlet(settings, firstNumber, output::send, output::happened);
    this.probations = new Probations(self, settings.probation().toNanos());
  }

  /**
   * A configuration is known here, by whatever way it came. Older ones change nothing.
   *
   * @return the one that it takes the place of; empty if it is the first, or no news
   */
  public Optional<Configuration> adopted(Configuration now, long nowNanos) {
    Configuration former = known.get(now.segment());
    if (former != null && former.epoch() >= now.epoch()) {
      return Optional.empty();
    }
    known.put(now.segment(), now);
    mayBeginMore |= outlet.adopted(now, nowNanos);
    if (former != null) {
      probations.adopted(former, now, nowNanos);
    }
    return Optional.ofNullable(former);
  }

  /**
   * Says where segments should be from now on.
   *
   * @param wants by segment; those of which this node is not the primary are passed over
   * @param stayers whether a node is there and means to stay
   */
  public void want(SortedMap<Integer, Wanted> wants, Predicate<NodeId> stayers) {
    wanted.clear();
    wanted.putAll(wants);
    stays = stayers;
  }

  /** Lets time pass. */
  public void tick(Standing own, long nowNanos) {
    standing = own;
    probations.tick(nowNanos);
    if (own.leaving()) {
      intake.revoke();
    }
    intake.expire(nowNanos);
    outlet.tick(stays, nowNanos);
    aimAll(nowNanos);
    output.admit(intake.admitted());
  }

  /** The copies of a segment do not come to an end on their way: begins anew after a pause. */
  public void lost(int segment, long nowNanos) {
    outlet.lost(segment, nowNanos);
  }

  /** Begins what has had to wait for moves that are over by now, if there are such. */
  public void goOn(long nowNanos) {
    if (mayBeginMore) {
      aimAll(nowNanos);
    }
  }

  private void aimAll(long nowNanos) {
    mayBeginMore = false;
    TreeMap<Integer, Aim> aims = new TreeMap<>();
    known.forEach(
        (segment, configuration) -> {
          if (configuration.primary().equals(self)) {
            aims.put(segment, aimOf(configuration, nowNanos));
          }
        });
    output.aim(aims);
  }

  private Aim aimOf(Configuration configuration, long nowNanos) {
    Wanted wish = wanted.get(configuration.segment());
    Placement<NodeId> present = new Placement<>(configuration.primary(), configuration.members());
    if (wish == null) {
      outlet.abandon(configuration.segment());
    }
    Placement<NodeId> placement =
        wish == null ? present : outlet.towards(configuration, wish, nowNanos);
    return new Aim(placement, probations.keepers(configuration.segment(), stays));
  }

  /** Takes a message of another node. */
  public void receive(NodeId from, MigrationMessage message, long nowNanos) {
    switch (message) {
      case Offer offer -> {
        MigrationMessage answer = intake.offered(from, offer, standing, nowNanos);
        output.admit(intake.admitted());
        output.send(from, answer);
      }
      case Granted granted -> {
        if (outlet.granted(from, granted.number())) {
          aimAll(nowNanos);
        }
      }
      case Declined declined ->
          outlet.declined(from, declined.number(), declined.reason(), nowNanos);
      case Ended ended -> {
        intake.ended(from, ended.number(), nowNanos);
        output.admit(intake.admitted());
      }
      case Moved moved -> output.moved(moved);
      case TakeBack back -> output.takeBack(back);
      case ShedWanted wish -> output.shedWanted(from, wish);
    }
  }

  /** The newcomer of a segment answers reads badly: the move is over, and not tried for a while. */
  public void rampFailed(int segment, long epoch, String why, long nowNanos) {
    if (outlet.rampFailed(segment, epoch, why, nowNanos)) {
      aimAll(nowNanos);
    }
  }

  /** Bytes of the reserve that are granted to others. */
  public long grantedBytes() {
    return intake.grantedBytes();
  }

  /** Copies on their way to this node. */
  public int movesIn() {
    return intake.count();
  }

  /** Segments on their way away from this node. */
  public int movesOut() {
    return outlet.moves().size();
  }

  /** Copies on their way away from this node. */
  public List<MoveView> views() {
    return outlet.moves().stream().map(Move::view).toList();
  }

  /** Segments of which this node is the primary, and to which going back is quick. */
  public List<ProbationView> probations() {
    return probations.views();
  }

  /** Segments whose former members still keep their copies for this node. */
  public int onProbation() {
    return probations.count();
  }
}
