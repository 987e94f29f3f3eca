package io.starling.chaos.simulation.check;

/** The invariants of ARCHITECTURE.md 4 that a run is judged by. */
public enum Invariant {
  I1("at most one configuration is decided for a segment and an epoch"),
  I2("at most one node evaluates the commands of a segment at any time"),
  I4("histories are linearizable; nothing acknowledged is lost, removed or refused and yet there"),
  I6("after faults stop, within a bound, all is open, whole and equal again"),
  I7("with constant load what moves comes to rest, and nothing moves twice within its freeze"),
  I9("no move leaves a segment with fewer live members than when it was proposed"),
  I10("no two different entries of a segment share a version"),
  I11("a primary that opens holds every committed entry"),
  I13("no node forgets an epoch in which it has said something that others rely on"),
  CODE("no node fails by itself");

  private final String statement;

  Invariant(String statement) {
    this.statement = statement;
  }

  /** What it says. */
  public String statement() {
    return statement;
  }
}
