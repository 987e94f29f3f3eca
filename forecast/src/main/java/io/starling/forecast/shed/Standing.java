package io.starling.forecast.shed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How busy all nodes are while one decision is made, moves that were just taken included. Nodes are
 * numbered in the order of their names, so sums have a fixed order.
 */
final class Standing<N extends Comparable<N>> {
  /** Of memory and disk; beyond it a node would evict or fail. */
  private static final double SPACE_MAX = 0.95;

  private static final int CPU = 0;
  private static final int MEMORY = 1;
  private static final int DISK = 2;
  private static final int NETWORK = 3;
  private static final Resource[] RESOURCES = {
    Resource.CPU, Resource.MEMORY, Resource.DISK, Resource.NETWORK, Resource.PRESENCE
  };

  private final int[] counted;
  private final List<NodeView<N>> nodes;
  private final List<N> names;
  private final double[][] loads;
  private final double[][] capacities;
  private final double[] utilisations;
  private final double[] weights;
  private final double[] reserveFree;
  private final double mean;
  private final int self;

  Standing(View<N> view, BalanceOn balanceOn) {
    this.counted =
        IntStream.range(0, RESOURCES.length)
            .filter(resource -> balanceOn.counts(RESOURCES[resource]))
            .toArray();
    List<NodeView<N>> sorted = new ArrayList<>(view.nodes());
    sorted.sort(Comparator.comparing(NodeView::id));
    int size = sorted.size();
    this.nodes = sorted;
    this.names = new ArrayList<>(size);
    this.loads = new double[size][];
    this.capacities = new double[size][];
    this.utilisations = new double[size];
    this.weights = new double[size];
    this.reserveFree = new double[size];
    for (int i = 0; i < size; i++) {
      NodeView<N> node = sorted.get(i);
      names.add(node.id());
      loads[i] = amounts(node.load());
      capacities[i] = amounts(node.capacity());
      reserveFree[i] = node.reserveFreeBytes();
      utilisations[i] = utilisation(i, 0, ResourceVector.ZERO);
    }
    this.self = indexOf(view.self());
    if (self < 0) {
      throw new IllegalArgumentException(view.self() + " is missing in its own view");
    }
    weigh();
    this.mean = meanOfThoseThatTakePart();
  }

  int size() {
    return nodes.size();
  }

  int self() {
    return self;
  }

  NodeView<N> node(int index) {
    return nodes.get(index);
  }

  /** The number of a node, negative if it is not there. */
  int indexOf(N name) {
    return Collections.binarySearch(names, name);
  }

  /** The numbers of nodes, those left out that are not there. */
  int[] indexesOf(List<N> some) {
    return some.stream().mapToInt(this::indexOf).filter(index -> index >= 0).toArray();
  }

  double utilisation(int index) {
    return utilisations[index];
  }

  /** Utilisation of this node. */
  double own() {
    return utilisations[self];
  }

  /** Its share of the cluster. */
  double weight(int index) {
    return weights[index];
  }

  double reserveFree(int index) {
    return reserveFree[index];
  }

  /** Utilisation of the nodes that take part in the balance, by capacity. */
  double mean() {
    return mean;
  }

  /** Utilisation of a node that would bear more. */
  double with(int index, ResourceVector more) {
    return utilisation(index, 1, more);
  }

  /** Utilisation of this node if it were rid of something. */
  double ownWithout(ResourceVector less) {
    return utilisation(self, -1, less);
  }

  /** By how much the potential falls when so much goes from this node to another. */
  double drop(int target, ResourceVector shift) {
    double away = Potential.of(own()) - Potential.of(ownWithout(shift));
    double there = Potential.of(with(target, shift)) - Potential.of(utilisations[target]);
    return weights[self] * away - weights[target] * there;
  }

  /** Whether memory, disk and reserve of a node have room for so much more. */
  boolean hasSpace(int index, ResourceVector shift, double bytes) {
    return bytes <= reserveFree[index]
        && share(index, MEMORY, shift.memory()) <= SPACE_MAX
        && share(index, DISK, shift.disk()) <= SPACE_MAX;
  }

  /** Whether this node is at such a limit with what queues are for. */
  boolean isSaturated(double limit) {
    return share(self, CPU, 0) >= limit || share(self, NETWORK, 0) >= limit;
  }

  /** A move was taken. */
  void shift(int target, ResourceVector shift, double bytes) {
    double[] amounts = amounts(shift);
    for (int i = 0; i < amounts.length; i++) {
      loads[self][i] -= amounts[i];
      loads[target][i] += amounts[i];
    }
    reserveFree[target] -= bytes;
    update(target);
  }

  /** What to go back to if moves to a node are not taken after all. */
  Mark mark(int target) {
    return new Mark(target, loads[self].clone(), loads[target].clone(), reserveFree[target]);
  }

  void restore(Mark mark) {
    loads[self] = mark.source();
    loads[mark.target()] = mark.load();
    reserveFree[mark.target()] = mark.reserveFree();
    update(mark.target());
  }

  /** The loads of this node and of a target, at one moment. */
  record Mark(int target, double[] source, double[] load, double reserveFree) {}

  private void update(int target) {
    utilisations[self] = utilisation(self, 0, ResourceVector.ZERO);
    utilisations[target] = utilisation(target, 0, ResourceVector.ZERO);
  }

  private double utilisation(int index, int sign, ResourceVector change) {
    double busiest = 0;
    for (int resource : counted) {
      double more = sign * change.get(RESOURCES[resource]);
      busiest = Math.max(busiest, share(index, resource, more));
    }
    return busiest;
  }

  private double share(int index, int resource, double more) {
    double capacity = capacities[index][resource];
    return capacity > 0 ? Math.max(0, loads[index][resource] + more) / capacity : 0;
  }

  private static double[] amounts(ResourceVector vector) {
    double[] amounts = new double[RESOURCES.length];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = vector.get(RESOURCES[i]);
    }
    return amounts;
  }

  /**
   * The sum of a node's shares in all that counts. That it does not depend on the load keeps the
   * potential convex.
   */
  private void weigh() {
    for (int resource : counted) {
      double total = 0;
      for (double[] capacity : capacities) {
        total += capacity[resource];
      }
      for (int i = 0; i < weights.length && total > 0; i++) {
        weights[i] += capacities[i][resource] / total;
      }
    }
  }

  private double meanOfThoseThatTakePart() {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < utilisations.length; i++) {
      if (i == self || nodes.get(i).accepts()) {
        sum += weights[i] * utilisations[i];
        weight += weights[i];
      }
    }
    return weight > 0 ? sum / weight : 0;
  }
}
