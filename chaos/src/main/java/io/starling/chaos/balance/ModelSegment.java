package io.starling.chaos.balance;

import io.starling.forecast.shed.PastMoves;
import io.starling.forecast.shed.ResourceVector;
import io.starling.forecast.shed.SegmentView;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A segment: who holds it, and what it costs whom. */
final class ModelSegment {
  /** What a backup spends on writes, as a share of what a primary spends on all commands. */
  private static final double BACKUP_SHARE = 0.25;

  private static final double BYTES_PER_CORE_SECOND = 30e6;
  private static final double PRESENCE_OF_COPY = 1;
  private static final double PRESENCE_OF_ROLE = 1;

  final int number;
  final double bytes;
  final double hottestKeyShare;
  final double coresAtRest;
  final TreeMap<Integer, Integer> refusedUntilSecond = new TreeMap<>();
  List<Integer> members;
  int primary;
  boolean moving;
  PastMoves pastMoves = PastMoves.NONE;
  private ResourceVector asPrimary = ResourceVector.ZERO;
  private ResourceVector asBackup = ResourceVector.ZERO;
  private double factor;

  ModelSegment(
      int number, double coresAtRest, double bytes, double hottestKeyShare, List<Integer> members) {
    this.number = number;
    this.coresAtRest = coresAtRest;
    this.bytes = bytes;
    this.hottestKeyShare = hottestKeyShare;
    this.members = members.stream().sorted().toList();
    this.primary = members.getFirst();
    measured(1);
  }

  /** Weight of all copies and roles of a segment. */
  static double presenceOf(int copies) {
    return copies * PRESENCE_OF_COPY + PRESENCE_OF_ROLE;
  }

  /** What its meter says: so many times its load at rest. */
  void measured(double factor) {
    this.factor = factor;
    double cores = coresAtRest * factor;
    asPrimary = demand(cores, PRESENCE_OF_COPY + PRESENCE_OF_ROLE);
    asBackup = demand(cores * BACKUP_SHARE, PRESENCE_OF_COPY);
  }

  double factor() {
    return factor;
  }

  private ResourceVector demand(double cores, double presence) {
    return new ResourceVector(cores, bytes, 1.3 * bytes, cores * BYTES_PER_CORE_SECOND, presence);
  }

  ResourceVector demandOn(int node) {
    return node == primary ? asPrimary : asBackup;
  }

  ResourceVector asPrimary() {
    return asPrimary;
  }

  ResourceVector asBackup() {
    return asBackup;
  }

  boolean isFrozen(int second, long freezeSeconds) {
    return pastMoves.isWithin(second * 1000L, freezeSeconds * 1000);
  }

  void replace(int from, int to) {
    List<Integer> changed = new ArrayList<>(members);
    changed.remove(Integer.valueOf(from));
    changed.add(to);
    members = changed.stream().sorted().toList();
    if (primary == from) {
      primary = to;
    }
  }

  SegmentView<Integer> view(int second) {
    List<Integer> refusedBy =
        refusedUntilSecond.isEmpty()
            ? List.of()
            : refusedUntilSecond.entrySet().stream()
                .filter(refusal -> refusal.getValue() > second)
                .map(java.util.Map.Entry::getKey)
                .toList();
    return new SegmentView<>(
        number,
        primary,
        members,
        members,
        asPrimary,
        asBackup,
        bytes,
        hottestKeyShare,
        moving ? new PastMoves(second * 1000L, Math.max(1, pastMoves.times())) : pastMoves,
        refusedBy,
        List.of());
  }
}
