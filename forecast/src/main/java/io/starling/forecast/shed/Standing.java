package io.starling.forecast.shed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * How busy all nodes are while one decision is made, moves that were just taken included. Nodes are
 * numbered in the order of their names, so sums have a fixed order.
 */
final class Standing<N extends Comparable<N>> {
  /** Of memory and disk; beyond it a node would evict or fail. */
  private static final double SPACE_MAX = 0.95;

  private final Resource[] counted;
  private final List<NodeView<N>> nodes;
  private final List<N> names;
  private final List<ResourceVector> loads;
  private final double[] utilisations;
  private final double[] weights;
  private final double[] reserveFree;
  private final double mean;
  private final int self;

  Standing(View<N> view, BalanceOn balanceOn) {
    this.counted =
        Arrays.stream(Resource.values()).filter(balanceOn::counts).toArray(Resource[]::new);
    this.nodes = view.nodes().stream().sorted(Comparator.comparing(NodeView::id)).toList();
    this.names = nodes.stream().map(NodeView::id).toList();
    this.loads = new ArrayList<>(nodes.stream().map(NodeView::load).toList());
    this.self = indexOf(view.self());
    if (self < 0) {
      throw new IllegalArgumentException(view.self() + " is missing in its own view");
    }
    this.utilisations = new double[nodes.size()];
    this.weights = new double[nodes.size()];
    this.reserveFree = nodes.stream().mapToDouble(NodeView::reserveFreeBytes).toArray();
    for (int i = 0; i < utilisations.length; i++) {
      utilisations[i] = utilisation(i, ResourceVector.ZERO, 0);
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

  double utilisation(int index) {
    return utilisations[index];
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

  /** Utilisation of a node that would bear more: {@code sign} times {@code change}. */
  double utilisation(int index, ResourceVector change, int sign) {
    ResourceVector load = loads.get(index);
    ResourceVector capacity = nodes.get(index).capacity();
    double busiest = 0;
    for (Resource resource : counted) {
      double amount = load.get(resource) + sign * change.get(resource);
      busiest = Math.max(busiest, share(amount, capacity.get(resource)));
    }
    return busiest;
  }

  /** By how much the potential falls when so much goes from this node to another. */
  double drop(int target, ResourceVector shift) {
    double away = Potential.of(utilisations[self]) - Potential.of(utilisation(self, shift, -1));
    double there = Potential.of(utilisation(target, shift, 1)) - Potential.of(utilisations[target]);
    return weights[self] * away - weights[target] * there;
  }

  /** Whether memory and disk of a node have room for so much more. */
  boolean hasSpace(int index, ResourceVector shift, double bytes) {
    ResourceVector load = loads.get(index);
    ResourceVector capacity = nodes.get(index).capacity();
    return bytes <= reserveFree[index]
        && share(load.memory() + shift.memory(), capacity.memory()) <= SPACE_MAX
        && share(load.disk() + shift.disk(), capacity.disk()) <= SPACE_MAX;
  }

  /** Whether this node has no more to give, of what queues are for. */
  boolean isSaturated(double limit) {
    ResourceVector load = loads.get(self);
    ResourceVector capacity = nodes.get(self).capacity();
    return share(load.cpu(), capacity.cpu()) >= limit
        || share(load.network(), capacity.network()) >= limit;
  }

  /** A move was taken. */
  void shift(int target, ResourceVector shift, double bytes) {
    loads.set(self, loads.get(self).minus(shift));
    loads.set(target, loads.get(target).plus(shift));
    utilisations[self] = utilisation(self, ResourceVector.ZERO, 0);
    utilisations[target] = utilisation(target, ResourceVector.ZERO, 0);
    reserveFree[target] -= bytes;
  }

  /** What to go back to if moves to a node are not taken after all. */
  Mark mark(int target) {
    return new Mark(target, loads.get(self), loads.get(target), reserveFree[target]);
  }

  void restore(Mark mark) {
    loads.set(self, mark.source());
    loads.set(mark.target(), mark.load());
    reserveFree[mark.target()] = mark.reserveFree();
    utilisations[self] = utilisation(self, ResourceVector.ZERO, 0);
    utilisations[mark.target()] = utilisation(mark.target(), ResourceVector.ZERO, 0);
  }

  /** The loads of this node and of a target, at one moment. */
  record Mark(int target, ResourceVector source, ResourceVector load, double reserveFree) {}

  private static double share(double amount, double capacity) {
    return capacity > 0 ? Math.max(0, amount) / capacity : 0;
  }

  /**
   * The mean of a node's shares in all that counts. That it does not depend on the load keeps the
   * potential convex.
   */
  private void weigh() {
    for (Resource resource : counted) {
      double total = 0;
      for (NodeView<N> node : nodes) {
        total += node.capacity().get(resource);
      }
      for (int i = 0; i < weights.length && total > 0; i++) {
        weights[i] += nodes.get(i).capacity().get(resource) / total;
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
