package io.starling.node.progress;

import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.status.MoveCause;
import io.starling.gossip.status.MovePhase;
import io.starling.gossip.status.MoveStatus;
import io.starling.node.loop.SegmentSnapshot;
import io.starling.node.migration.MoveKind;
import io.starling.node.migration.MoveView;
import io.starling.node.migration.ProbationView;
import io.starling.node.migration.Wanted;
import io.starling.node.replication.MoveProgress;
import io.starling.node.replication.MoveProgress.Newcomer;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All moves of a node at one moment: one for each newcomer, or for the role that moves alone. */
public final class MoveSurvey {
  private final NodeId self;
  private final SortedMap<Integer, Wanted> wanted;
  private final TreeMap<Integer, SegmentSnapshot> snapshots = new TreeMap<>();
  private final List<MoveStatus> found = new ArrayList<>();

  private MoveSurvey(
      NodeId self, SortedMap<Integer, Wanted> wanted, List<SegmentSnapshot> segments) {
    this.self = self;
    this.wanted = wanted;
    segments.forEach(each -> snapshots.put(each.configuration().segment(), each));
  }

  /**
   * Looks at everything.
   *
   * @param wanted where this node's segments should be, and why
   * @param segments as their loops saw them a moment ago
   * @param views of the copies that were offered to others
   * @param probations of those that were moved lately
   */
  public static List<MoveStatus> of(
      NodeId self,
      SortedMap<Integer, Wanted> wanted,
      List<SegmentSnapshot> segments,
      List<MoveView> views,
      List<ProbationView> probations) {
    MoveSurvey survey = new MoveSurvey(self, wanted, segments);
    views.forEach(survey::copies);
    TreeMap<Integer, MoveView> offered = new TreeMap<>();
    views.forEach(view -> offered.put(view.segment(), view));
    segments.stream()
        .filter(each -> !offered.containsKey(each.configuration().segment()))
        .forEach(survey::role);
    probations.forEach(survey::probation);
    return survey.found;
  }

  private void copies(MoveView view) {
    for (NodeId node : view.newcomers()) {
      Newcomer known = newcomer(view, node);
      long total = view.wanted().bytes();
      found.add(
          new MoveStatus(
              view.segment(),
              departing(view.from(), view.wanted().placement().members()),
              node,
              cause(view.wanted().kind()),
              isUndone(view.wanted()) ? MovePhase.UNDOING : phase(view, known),
              known == null ? 0 : (long) (known.part() * total),
              total,
              0,
              known == null ? 0 : known.backlog(),
              view.attempt() + (known == null ? 0 : known.attempts() - 1),
              known == null || known.lastError().isEmpty() ? view.lastError() : known.lastError()));
    }
  }

  private @Nullable Newcomer newcomer(MoveView view, NodeId node) {
    MoveProgress move = progress(view.segment());
    return move == null
        ? null
        : move.newcomers().stream()
            .filter(each -> each.node().equals(node))
            .findFirst()
            .orElse(null);
  }

  private @Nullable MoveProgress progress(int segment) {
    SegmentSnapshot snapshot = snapshots.get(segment);
    return snapshot == null ? null : snapshot.move();
  }

  private MovePhase phase(MoveView view, @Nullable Newcomer known) {
    if (!view.granted()) {
      return MovePhase.OFFERED;
    }
    MoveProgress move = progress(view.segment());
    if (move == null || known == null) {
      return MovePhase.LOADING;
    }
    boolean compared = known.inSync() || (known.comparing() && known.part() > 0);
    return phase(move, compared ? MovePhase.VERIFYING : MovePhase.LOADING);
  }

  private static MovePhase phase(MoveProgress move, MovePhase filling) {
    return switch (move.stage()) {
      case FILLING -> filling;
      case RAMPING -> MovePhase.RAMPING;
      case SEALED -> MovePhase.SEALED;
      case PROPOSED -> MovePhase.SWITCHING;
    };
  }

  /** No copy is to be made: the role moves to another member, or the group gets smaller. */
  private void role(SegmentSnapshot segment) {
    MoveProgress move = segment.move();
    if (move == null || !move.newcomers().isEmpty()) {
      return;
    }
    Configuration from = segment.configuration();
    Wanted wish = wanted.get(from.segment());
    found.add(
        new MoveStatus(
            from.segment(),
            self,
            move.target().primary(),
            wish == null ? MoveCause.UNKNOWN : cause(wish.kind()),
            isUndone(wish) ? MovePhase.UNDOING : phase(move, MovePhase.VERIFYING),
            0,
            0,
            0,
            0,
            1,
            ""));
  }

  private void probation(ProbationView probation) {
    Configuration former = probation.former();
    Configuration now = probation.now();
    SegmentSnapshot snapshot = snapshots.get(now.segment());
    long bytes = snapshot == null ? 0 : snapshot.bytes();
    for (NodeId node : now.members()) {
      if (!former.hasMember(node)) {
        found.add(
            new MoveStatus(
                now.segment(),
                departing(former, now.members()),
                node,
                MoveCause.UNKNOWN,
                MovePhase.PROBATION,
                bytes,
                bytes,
                0,
                0,
                1,
                ""));
      }
    }
  }

  /** Whose place a newcomer takes; this node if nobody's. */
  private NodeId departing(Configuration from, List<NodeId> members) {
    return from.members().stream().filter(node -> !members.contains(node)).findFirst().orElse(self);
  }

  private static boolean isUndone(@Nullable Wanted wish) {
    return wish != null && wish.kind() == MoveKind.UNDO;
  }

  private static MoveCause cause(MoveKind kind) {
    return switch (kind) {
      case FILL -> MoveCause.FILL;
      case DRAIN -> MoveCause.DRAIN;
      case BALANCE, SPREAD, UNDO -> MoveCause.BALANCE;
      case MANUAL -> MoveCause.MANUAL;
    };
  }
}
