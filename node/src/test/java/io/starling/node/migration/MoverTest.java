package io.starling.node.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A dialogue of node 1, the source, with those to whom it offers segment 5. */
class MoverTest {
  private static final long SECOND = 1_000_000_000;
  private static final int SEGMENT = 5;
  private static final MigrationSettings SETTINGS = MigrationSettings.DEFAULT;

  private final List<String> said = new ArrayList<>();
  private final List<MoveEvent> events = new ArrayList<>();
  private final TreeMap<Integer, Aim> aims = new TreeMap<>();
  private final Mover mover = new Mover(id(1), SETTINGS, 100, new Told());
  private Predicate<NodeId> stays = node -> true;
  private long now = 1000 * SECOND;

  private static NodeId id(int low) {
    return new NodeId(0, low);
  }

  private static List<NodeId> ids(int... low) {
    return Arrays.stream(low).mapToObj(MoverTest::id).toList();
  }

  private static Placement<NodeId> placement(int primary, int... members) {
    return new Placement<>(id(primary), ids(members));
  }

  private void adopt(long epoch, int primary, int... members) {
    var unused = mover.adopted(new Configuration(SEGMENT, epoch, id(primary), ids(members)), now);
  }

  private void want(int primary, int... members) {
    TreeMap<Integer, Wanted> wants = new TreeMap<>();
    wants.put(SEGMENT, new Wanted(placement(primary, members), MoveKind.BALANCE, 10));
    mover.want(wants, stays);
    tick();
  }

  private void tick() {
    mover.tick(new Standing(false, false, 1000, 1000), now);
  }

  private void receive(int from, MigrationMessage message) {
    mover.receive(id(from), message, now);
  }

  private Placement<NodeId> aim() {
    return aims.get(SEGMENT).placement();
  }

  private List<String> taken() {
    List<String> taken = List.copyOf(said);
    said.clear();
    return taken;
  }

  @Test
  void aimsAtAnotherPrimaryAtOnce() {
    adopt(1, 1, 1, 2, 3);
    want(2, 1, 2, 3);
    assertEquals(placement(2, 1, 2, 3), aim());
    assertEquals(List.of(), taken());
  }

  @Test
  void movesWhenEveryNewcomerHasRoom() {
    adopt(1, 1, 1);
    want(1, 1, 2, 3);
    assertEquals(List.of("2: offer 100", "3: offer 101"), taken());
    assertEquals(placement(1, 1), aim());
    receive(3, new Granted(101));
    assertEquals(placement(1, 1), aim());
    receive(2, new Granted(100));
    assertEquals(placement(1, 1, 2, 3), aim());
  }

  @Test
  void givesUpAMoveWhoseNewcomerAnswersReadsBadlyAndRestsAWhile() {
    adopt(1, 1, 1, 2, 3);
    want(4, 2, 3, 4);
    receive(4, new Granted(100));
    taken();
    mover.rampFailed(SEGMENT, 2, "it is slow", now);
    assertEquals(List.of(), taken(), "of another epoch");
    mover.rampFailed(SEGMENT, 1, "it is slow", now);
    assertEquals(List.of("4: ended 100"), taken());
    assertEquals(placement(1, 1, 2, 3), aim());
    tick();
    assertEquals(List.of(), taken());
    now += SETTINGS.declinedPause().toNanos();
    tick();
    assertEquals(List.of("4: offer 101"), taken());
  }

  @Test
  void renewsWhatItWasGrantedUntilTheEpochEnds() {
    adopt(1, 1, 1, 2, 3);
    want(4, 2, 3, 4);
    receive(4, new Granted(100));
    taken();
    now += SETTINGS.grantLife().toNanos() / 4;
    tick();
    assertEquals(List.of("4: offer 100"), taken());
    adopt(2, 4, 2, 3, 4);
    assertEquals(List.of("4: ended 100"), taken());
    assertEquals(0, mover.movesOut());
  }

  @Test
  void leavesWhoeverDeclinedAloneForAWhile() {
    adopt(1, 1, 1, 2, 3);
    want(4, 2, 3, 4);
    receive(4, new Declined(100, DeclineReason.BUSY));
    assertEquals(List.of("4: offer 100", "4: ended 100"), taken());
    tick();
    assertEquals(List.of(), taken());
    assertEquals(placement(1, 1, 2, 3), aim());
    now += SETTINGS.declinedPause().toNanos();
    tick();
    assertEquals(List.of("4: offer 101"), taken());
  }

  @Test
  void givesUpWhatIsWantedNoMore() {
    adopt(1, 1, 1, 2, 3);
    want(4, 2, 3, 4);
    receive(4, new Granted(100));
    assertEquals(placement(4, 2, 3, 4), aim());
    want(1, 1, 2, 3);
    assertEquals(placement(1, 1, 2, 3), aim());
    assertEquals(List.of("4: offer 100", "4: ended 100"), taken());
    want(1, 1, 2, 5);
    assertEquals(List.of("5: offer 101"), taken());
    mover.want(new TreeMap<>(), stays);
    tick();
    assertEquals(List.of("5: ended 101"), taken());
  }

  @Test
  void givesUpANewcomerThatIsGone() {
    adopt(1, 1, 1, 2, 3);
    want(4, 2, 3, 4);
    receive(4, new Granted(100));
    taken();
    stays = node -> !node.equals(id(4));
    want(4, 2, 3, 4);
    assertEquals(List.of("4: ended 100"), taken());
    assertEquals(placement(1, 1, 2, 3), aim());
  }

  @Test
  void keepsFormerMembersOnProbation() {
    adopt(1, 2, 2, 3, 4);
    adopt(2, 1, 1, 3, 4);
    tick();
    assertEquals(new Aim(placement(1, 1, 3, 4), ids(2)), aims.get(SEGMENT));
    now += SETTINGS.probation().toNanos();
    tick();
    assertEquals(List.of(), aims.get(SEGMENT).learners());
  }

  @Test
  void asksNobodyToStayWhoIsLeaving() {
    adopt(1, 2, 2, 3, 4);
    adopt(2, 1, 1, 3, 4);
    stays = node -> !node.equals(id(2));
    want(1, 1, 3, 4);
    assertEquals(List.of(), aims.get(SEGMENT).learners());
  }

  @Test
  void tellsHowAMoveGoesOn() {
    adopt(1, 1, 1, 2, 3);
    want(1, 1, 2, 4);
    receive(4, new Declined(100, DeclineReason.NO_ROOM));
    now += SETTINGS.declinedPause().toNanos();
    tick();
    MoveView second = mover.views().get(0);
    assertEquals(2, second.attempt());
    assertEquals("00000000 declined: its reserve has no room", second.lastError());
    receive(4, new Granted(101));
    now += SECOND;
    adopt(2, 1, 1, 2, 4);
    assertEquals(
        List.of("TurnedAway", "Begun", "Arrived"),
        events.stream().map(event -> event.getClass().getSimpleName()).toList());
    assertEquals(SECOND, ((MoveEvent.Arrived) events.get(2)).tookNanos());
    assertEquals(List.of(), mover.views());
    assertEquals(1, mover.probations().size());
  }

  @Test
  void tellsOfAMoveThatCameToNothing() {
    adopt(1, 1, 1, 2, 3);
    want(1, 1, 2, 4);
    receive(4, new Granted(100));
    stays = node -> !node.equals(id(4));
    want(1, 1, 2, 4);
    MoveEvent last = events.get(events.size() - 1);
    assertEquals("a target is gone, or leaves", ((MoveEvent.Undone) last).why());
  }

  @Test
  void aimsAtNothingForSegmentsOfOthers() {
    adopt(1, 2, 1, 2, 3);
    want(1, 1, 2, 4);
    assertEquals(null, aims.get(SEGMENT));
    assertEquals(List.of(), taken());
  }

  private final class Told implements Mover.Output {
    @Override
    public void send(NodeId to, MigrationMessage message) {
      said.add(
          to.low()
              + ": "
              + switch (message) {
                case Offer offer -> "offer " + offer.number();
                case Ended ended -> "ended " + ended.number();
                default -> message.toString();
              });
    }

    @Override
    public void aim(SortedMap<Integer, Aim> all) {
      aims.clear();
      aims.putAll(all);
    }

    @Override
    public void admit(SortedSet<Integer> segments) {}

    @Override
    public void moved(Moved news) {}

    @Override
    public void takeBack(TakeBack back) {}

    @Override
    public void shedWanted(NodeId from, ShedWanted wish) {}

    @Override
    public void happened(MoveEvent event) {
      events.add(event);
    }
  }
}
