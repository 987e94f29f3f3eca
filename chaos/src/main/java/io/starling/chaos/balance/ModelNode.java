package io.starling.chaos.balance;

import io.starling.forecast.shed.Past;
import io.starling.forecast.shed.ResourceVector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A node: what it can do, what it holds, and what is under way to and from it. */
final class ModelNode {
  final int id;
  final String zone;
  final double reserveBytes;
  final List<ModelSegment> held = new ArrayList<>();
  final ArrayDeque<Shed> window = new ArrayDeque<>();
  ResourceVector capacity;
  ResourceVector load = ResourceVector.ZERO;
  ResourceVector granted = ResourceVector.ZERO;
  ResourceVector leaving = ResourceVector.ZERO;
  double reserveUsed;
  boolean present = true;
  boolean accepts = true;
  int movesOut;
  int movesIn;
  int settledAtSecond;
  int retryAtSecond = -1;
  long overSinceMillis = Past.NOT_OVER;

  /** What it shed, and when. */
  record Shed(int second, double bytes) {}

  ModelNode(int id, String zone, ResourceVector capacity, double reserveBytes) {
    this.id = id;
    this.zone = zone;
    this.capacity = capacity;
    this.reserveBytes = reserveBytes;
  }

  /** A batch to it is under way, or its load has not shown up yet. */
  boolean isReceiving(int second) {
    return movesIn > 0 || second < settledAtSecond;
  }

  /** With what was granted to it as if it were here, and what is on its way out as if gone. */
  ResourceVector expected() {
    return load.plus(granted).minus(leaving);
  }

  void sumUp() {
    double cpu = 0;
    double memory = 0;
    double disk = 0;
    double network = 0;
    double presence = 0;
    for (ModelSegment segment : held) {
      ResourceVector demand = segment.demandOn(id);
      cpu += demand.cpu();
      memory += demand.memory();
      disk += demand.disk();
      network += demand.network();
      presence += demand.presence();
    }
    load = new ResourceVector(cpu, memory, disk, network, presence);
  }

  /** What it remembers; forgets what it shed before the window. */
  Past past(int second, long windowSeconds) {
    while (!window.isEmpty() && second - window.getFirst().second() > windowSeconds) {
      window.removeFirst();
    }
    double bytes = window.stream().mapToDouble(Shed::bytes).sum();
    return new Past(overSinceMillis, window.size(), bytes, Past.NONE.latencyRise());
  }

  static double utilisation(ResourceVector load, ResourceVector capacity) {
    double busiest = 0;
    for (var resource : io.starling.forecast.shed.Resource.values()) {
      if (capacity.get(resource) > 0) {
        busiest = Math.max(busiest, load.get(resource) / capacity.get(resource));
      }
    }
    return busiest;
  }

  double utilisation() {
    return utilisation(load, capacity);
  }
}
