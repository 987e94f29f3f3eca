package io.starling.chaos.workload;

import io.starling.chaos.history.Operation;
import io.starling.chaos.history.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What happened to one family of keys. Guarded by its {@link Lane} until it is over. */
final class Generation {
  private final KeyFamily keys;
  private final List<Operation> operations = new ArrayList<>();
  private int underWay;
  private int unknown;

  Generation(KeyFamily keys) {
    this.keys = keys;
  }

  KeyFamily keys() {
    return keys;
  }

  List<Operation> operations() {
    return operations;
  }

  void begin() {
    underWay++;
  }

  void end(Operation operation) {
    underWay--;
    add(operation);
  }

  void add(Operation operation) {
    operations.add(operation);
    unknown += operation.outcome() instanceof Outcome.Unknown ? 1 : 0;
  }

  boolean isIdle() {
    return underWay == 0;
  }

  int size() {
    return operations.size();
  }

  /** How many outcomes nobody knows: each doubles what the checker may have to try. */
  int unknown() {
    return unknown;
  }
}
