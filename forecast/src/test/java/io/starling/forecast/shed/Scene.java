package io.starling.forecast.shed;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** A small cluster to decide about: nodes of 10 cores, segments of 10 MB, unless said otherwise. */
final class Scene {
  static final ToLongFunction<String> HASH = name -> name.hashCode() * 0x9e3779b97f4a7c15L;
  static final long NOW = 10_000_000;

  private final TreeMap<String, NodeView<String>> nodes = new TreeMap<>();
  private final TreeMap<Integer, SegmentView<String>> segments = new TreeMap<>();
  private Past past = Past.NONE;
  private Policy policy = Policy.of(Strategy.BALANCED);

  static ResourceVector cores(double cpu) {
    return new ResourceVector(cpu, 0, 0, 0, 0);
  }

  /** A node that bears so many cores beside the segments that are added. */
  Scene node(String name, double cores) {
    return node(name, name + "-zone", 10, cores);
  }

  Scene node(String name, String zone, double capacity, double cores) {
    ResourceVector all = new ResourceVector(capacity, 1e9, 1e10, 1e9, 1);
    nodes.put(name, new NodeView<>(name, zone, all, cores(cores), 1e9, true, false, 0, 0, 1, 0.2));
    return this;
  }

  /** A segment, primary first, that costs its primary so many cores and a backup a quarter. */
  Scene segment(int number, double cores, String... members) {
    ResourceVector asBackup = cores(cores / 4);
    segments.put(
        number,
        new SegmentView<>(
            number,
            members[0],
            List.of(members),
            List.of(members),
            cores(cores),
            asBackup,
            10e6,
            0.1,
            PastMoves.NONE,
            List.of(),
            List.of()));
    for (String member : members) {
      change(
          member, node -> node.withLoad(node.load().plus(segments.get(number).demandOn(member))));
    }
    return this;
  }

  Scene change(String node, UnaryOperator<NodeView<String>> change) {
    nodes.computeIfPresent(node, (name, view) -> change.apply(view));
    return this;
  }

  Scene changeSegment(int number, UnaryOperator<SegmentView<String>> change) {
    segments.computeIfPresent(number, (name, view) -> change.apply(view));
    return this;
  }

  Scene past(Past changed) {
    past = changed;
    return this;
  }

  Scene policy(UnaryOperator<Policy> change) {
    policy = change.apply(policy);
    return this;
  }

  View<String> view(String self) {
    List<SegmentView<String>> held = new ArrayList<>(segments.values());
    held.removeIf(segment -> !segment.members().contains(self));
    return new View<>(self, NOW, new ArrayList<>(nodes.values()), held, past);
  }

  ShedRule<String> rule() {
    return new ShedRule<>(policy, HASH);
  }

  Decision<String> decide(String self) {
    return rule().decide(view(self));
  }

  List<Explanation<String>> explain(String self, int segment) {
    return rule().explain(view(self), segment);
  }

  /** What a candidate was judged to be. */
  Verdict verdict(String self, Move<String> move) {
    return explain(self, move.segment()).stream()
        .filter(explanation -> explanation.move().equals(move))
        .map(Explanation::verdict)
        .findFirst()
        .orElseThrow(() -> new AssertionError(move + " is no candidate"));
  }

  static NodeView<String> trusted(
      NodeView<String> n, boolean distrusted, int movesIn, int movesOut) {
    return new NodeView<>(
        n.id(),
        n.zone(),
        n.capacity(),
        n.load(),
        n.reserveFreeBytes(),
        n.accepts(),
        distrusted,
        movesIn,
        movesOut,
        n.p99Millis(),
        n.roundTripMillis());
  }

  static SegmentView<String> moved(SegmentView<String> s, long at, int times) {
    return with(
        s,
        s.members(),
        s.inSync(),
        s.bytes(),
        s.hottestKeyShare(),
        new PastMoves(at, times),
        s.refusedBy());
  }

  static SegmentView<String> hottestKey(SegmentView<String> s, double share) {
    return with(s, s.members(), s.inSync(), s.bytes(), share, s.pastMoves(), s.refusedBy());
  }

  static SegmentView<String> members(SegmentView<String> s, List<String> m) {
    return with(s, m, m, s.bytes(), s.hottestKeyShare(), s.pastMoves(), s.refusedBy());
  }

  static SegmentView<String> inSync(SegmentView<String> s, List<String> inSync) {
    return with(
        s, s.members(), inSync, s.bytes(), s.hottestKeyShare(), s.pastMoves(), s.refusedBy());
  }

  static SegmentView<String> bytes(SegmentView<String> s, double bytes) {
    return with(
        s, s.members(), s.inSync(), bytes, s.hottestKeyShare(), s.pastMoves(), s.refusedBy());
  }

  static SegmentView<String> refused(SegmentView<String> s, List<String> by) {
    return with(s, s.members(), s.inSync(), s.bytes(), s.hottestKeyShare(), s.pastMoves(), by);
  }

  private static SegmentView<String> with(
      SegmentView<String> s,
      List<String> members,
      List<String> inSync,
      double bytes,
      double hottestKeyShare,
      PastMoves pastMoves,
      List<String> refusedBy) {
    return new SegmentView<>(
        s.segment(),
        s.primary(),
        members,
        inSync,
        s.asPrimary(),
        s.asBackup(),
        bytes,
        hottestKeyShare,
        pastMoves,
        refusedBy,
        s.coAccessed());
  }
}
