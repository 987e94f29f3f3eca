package io.starling.forecast.shed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** A whole cluster, drawn from a seed, on which decisions are carried out at once. */
final class Model {
  private static final long FREEZE_MILLIS = Policy.of(Strategy.BALANCED).freeze().toMillis();

  private static final int COPIES = 3;

  final List<String> names = new ArrayList<>();
  private final TreeMap<String, ResourceVector> capacities = new TreeMap<>();
  private final TreeMap<Integer, SegmentView<String>> segments = new TreeMap<>();
  private final TreeMap<String, ResourceVector> loads = new TreeMap<>();

  Model(long seed, int nodes, int segmentCount) {
    Random random = new Random(seed);
    for (int i = 0; i < nodes; i++) {
      String name = "n" + (char) ('a' + i);
      names.add(name);
      double cores = 4 << random.nextInt(3);
      capacities.put(
          name, new ResourceVector(cores, cores * 4e9, cores * 2e10, cores * 3e8, cores));
    }
    for (int i = 0; i < segmentCount; i++) {
      List<String> shuffled = new ArrayList<>(names);
      Collections.shuffle(shuffled, random);
      List<String> members = shuffled.subList(0, Math.min(COPIES, nodes));
      double cores = nodes * 4.0 / segmentCount * random.nextDouble() * random.nextDouble();
      double bytes = 1e6 + random.nextInt(100_000_000);
      segments.put(
          i,
          new SegmentView<>(
              i,
              members.getFirst(),
              members,
              members,
              new ResourceVector(cores, bytes, 1.3 * bytes, cores * 1e7, 0.02),
              new ResourceVector(cores / 4, bytes, 1.3 * bytes, cores * 3e6, 0.01),
              bytes,
              random.nextDouble() * 0.7,
              PastMoves.NONE,
              List.of(),
              List.of()));
    }
    sumUp();
  }

  private void sumUp() {
    for (String name : names) {
      ResourceVector sum = ResourceVector.ZERO;
      for (SegmentView<String> segment : segments.values()) {
        if (segment.members().contains(name)) {
          sum = sum.plus(segment.demandOn(name));
        }
      }
      loads.put(name, sum);
    }
  }

  View<String> view(String self, long nowMillis, Past past) {
    List<NodeView<String>> nodes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      nodes.add(
          new NodeView<>(
              name,
              "zone" + i % 4,
              capacities.get(name),
              loads.get(name),
              1e9,
              true,
              false,
              0,
              0,
              1,
              name.equals(self) ? 0 : 0.1 + 0.3 * (i % 4)));
    }
    List<SegmentView<String>> held =
        segments.values().stream().filter(s -> s.members().contains(self)).toList();
    return new View<>(self, nowMillis, nodes, held, past);
  }

  void carryOut(Move<String> move, long nowMillis) {
    segments.computeIfPresent(move.segment(), (number, s) -> moved(s, move, nowMillis));
    sumUp();
  }

  private static SegmentView<String> moved(
      SegmentView<String> s, Move<String> move, long nowMillis) {
    List<String> members = new ArrayList<>(s.members());
    String primary = s.primary();
    switch (move) {
      case Move.PassRole<String> role -> primary = role.to();
      case Move.MoveCopy<String> copy -> {
        members.remove(copy.from());
        members.add(copy.to());
        primary = primary.equals(copy.from()) ? copy.to() : primary;
      }
    }
    return new SegmentView<>(
        s.segment(),
        primary,
        members,
        members,
        s.asPrimary(),
        s.asBackup(),
        s.bytes(),
        s.hottestKeyShare(),
        s.pastMoves().moved(nowMillis, FREEZE_MILLIS),
        s.refusedBy(),
        s.coAccessed());
  }

  /** Summed up from the definition, independently of how the rule does it. */
  double potential() {
    double potential = 0;
    for (String name : names) {
      double weight = 0;
      double utilisation = 0;
      for (Resource resource : Resource.values()) {
        double own = capacities.get(name).get(resource);
        double all = capacities.values().stream().mapToDouble(c -> c.get(resource)).sum();
        weight += own / all;
        utilisation = Math.max(utilisation, loads.get(name).get(resource) / own);
      }
      double square = utilisation * utilisation;
      potential += weight * (square + 3 * square * square * square);
    }
    return potential;
  }
}
