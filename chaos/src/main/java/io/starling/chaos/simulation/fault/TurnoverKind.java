package io.starling.chaos.simulation.fault;

/** The ways in which machines come and go. */
public enum TurnoverKind {
  /** A machine with an empty disk joins. */
  JOIN,
  /** A machine is to be emptied; once it is, it leaves for good. */
  DRAIN,
  /** A machine that is to be emptied is to stay after all. */
  UNDRAIN,
  /** A machine that was emptied has left. */
  LEAVE,
  /** A machine dies, and neither it nor its disk ever comes back. */
  DEATH,
  /** A machine dies and comes back with its old copies when the others have replaced it. */
  ABSENCE,
  /** A machine gives its primary roles away, stops and comes back. */
  PLANNED_STOP
}
