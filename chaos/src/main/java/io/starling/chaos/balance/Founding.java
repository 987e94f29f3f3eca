package io.starling.chaos.balance;

import io.starling.forecast.shed.Rendezvous;
import io.starling.forecast.shed.ResourceVector;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Makes clusters: three copies of each segment in three zones, placed without regard to load. */
final class Founding {
  private static final int REPLICAS = 3;
  private static final double MEAN_UTILISATION = 0.5;
  private static final double RESERVE_BYTES = 1e9;
  private static final double BYTES_PER_CORE = 4e9;

  private final SplittableRandom random;
  private final List<ModelNode> nodes = new ArrayList<>();

  Founding(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Spreads the names of nodes over all 64-bit numbers. */
  static long hash(int node) {
    long z = (node + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    return z ^ (z >>> 31);
  }

  Founding node(int cores, String zone) {
    ResourceVector capacity =
        new ResourceVector(
            cores, cores * BYTES_PER_CORE, cores * 5 * BYTES_PER_CORE, cores * 3e8, 1);
    nodes.add(new ModelNode(nodes.size(), zone, capacity, RESERVE_BYTES));
    return this;
  }

  /** Nodes of 4, 8 and 16 cores in random order. */
  Founding nodes(int count, int zones) {
    int[] sizes = {4, 8, 8, 16};
    for (int i = 0; i < count; i++) {
      node(sizes[random.nextInt(sizes.length)], "z" + i % zones);
    }
    return this;
  }

  /** A node that comes later. */
  Founding laterNode(int cores, String zone) {
    node(cores, zone);
    nodes.getLast().present = false;
    nodes.getLast().accepts = false;
    return this;
  }

  /** Segments with such shares of the load. */
  Cluster cluster(Popularity popularity) {
    double backups = 1 + (REPLICAS - 1) * 0.25;
    double cores =
        nodes.stream().filter(node -> node.present).mapToDouble(node -> node.capacity.cpu()).sum();
    double spent = MEAN_UTILISATION * cores / backups;
    double meanBytes = 0.15 * BYTES_PER_CORE * cores / REPLICAS / popularity.segments();
    List<ModelSegment> segments = new ArrayList<>();
    for (int i = 0; i < popularity.segments(); i++) {
      segments.add(
          new ModelSegment(
              i,
              spent * popularity.share(i),
              meanBytes * (0.5 + random.nextDouble()),
              popularity.hottestKeyShare(i),
              members(i)));
    }
    return new Cluster(nodes, segments);
  }

  private List<Integer> members(int segment) {
    List<Integer> present =
        nodes.stream().filter(node -> node.present).map(node -> node.id).toList();
    List<Integer> ranked = Rendezvous.ranked(segment, present, Founding::hash);
    List<Integer> members = new ArrayList<>();
    TreeSet<String> zones = new TreeSet<>();
    for (int node : ranked) {
      if (members.size() < REPLICAS && zones.add(nodes.get(node).zone)) {
        members.add(node);
      }
    }
    return members;
  }
}
