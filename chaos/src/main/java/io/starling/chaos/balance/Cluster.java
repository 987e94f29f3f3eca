package io.starling.chaos.balance;

import io.starling.forecast.shed.Resource;
import io.starling.forecast.shed.ResourceVector;
import java.util.ArrayList;
import java.util.List;

/** The true state of all nodes and segments. */
final class Cluster {
  /** Of a node with its fair share of copies and roles. */
  private static final double PRESENCE_UTILISATION = 0.1;

  private final List<ModelNode> nodes;
  private final List<ModelSegment> segments;

  Cluster(List<ModelNode> nodes, List<ModelSegment> segments) {
    this.nodes = nodes;
    this.segments = segments;
    for (ModelSegment segment : segments) {
      segment.members.forEach(member -> nodes.get(member).held.add(segment));
    }
    sumUp();
  }

  List<ModelNode> nodes() {
    return nodes;
  }

  List<ModelSegment> segments() {
    return segments;
  }

  List<ModelNode> present() {
    return nodes.stream().filter(node -> node.present).toList();
  }

  /** Adds up what everybody bears, and what a fair share is. */
  void sumUp() {
    double presence = 0;
    for (ModelSegment segment : segments) {
      presence += ModelSegment.presenceOf(segment.members.size());
    }
    double cores = 0;
    for (ModelNode node : nodes) {
      cores += node.present && node.accepts ? node.capacity.cpu() : 0;
    }
    for (ModelNode node : nodes) {
      ResourceVector own = node.capacity;
      double fair = presence * own.cpu() / cores / PRESENCE_UTILISATION;
      node.capacity = new ResourceVector(own.cpu(), own.memory(), own.disk(), own.network(), fair);
      node.sumUp();
    }
  }

  /** What all would have with the same utilisation of what is scarcest: nobody can do better. */
  double meanUtilisation() {
    double scarcest = 0;
    for (Resource resource : Resource.values()) {
      double load = 0;
      double capacity = 0;
      for (ModelNode node : nodes) {
        if (node.present) {
          load += node.load.get(resource);
          capacity += node.capacity.get(resource);
        }
      }
      scarcest = Math.max(scarcest, load / capacity);
    }
    return scarcest;
  }

  double busiest() {
    return present().stream().mapToDouble(ModelNode::utilisation).max().orElse(0);
  }

  /** The busiest node beside the mean. */
  double imbalance() {
    return busiest() / meanUtilisation();
  }

  /** Utilisation of each node that is there. */
  List<Double> utilisations() {
    List<Double> all = new ArrayList<>();
    present().forEach(node -> all.add(node.utilisation()));
    return all;
  }

  double bytes() {
    double bytes = 0;
    for (ModelSegment segment : segments) {
      bytes += segment.bytes * segment.members.size();
    }
    return bytes;
  }
}
