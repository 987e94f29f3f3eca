package io.starling.chaos.simulation.cluster;

import io.starling.node.migration.MigrationMessage;
import io.starling.node.migration.MigrationMessage.ShedWanted;
import io.starling.node.migration.MoveEvent;

/** How often nodes have set something in motion, and what came of it. */
public final class MoveTally {
  private long begun;
  private long turnedAway;
  private long undone;
  private long shedWanted;

  /** A node says something about a move. */
  void said(MigrationMessage message) {
    shedWanted += message instanceof ShedWanted ? 1 : 0;
  }

  /** A move of copies has come further. */
  void happened(MoveEvent event) {
    switch (event) {
      case MoveEvent.Begun move -> begun++;
      case MoveEvent.TurnedAway move -> turnedAway++;
      case MoveEvent.Undone move -> undone++;
      case MoveEvent.Arrived move -> {}
    }
  }

  /** Moves of copies that all newcomers had room for. */
  public long begun() {
    return begun;
  }

  /** Moves of copies that a newcomer had no room for. */
  public long turnedAway() {
    return turnedAway;
  }

  /** Moves of copies that were begun and given up. */
  public long undone() {
    return undone;
  }

  /** How often a backup has asked to be rid of a copy. */
  public long shedWanted() {
    return shedWanted;
  }
}
