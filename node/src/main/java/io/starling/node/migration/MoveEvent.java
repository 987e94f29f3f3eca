package io.starling.node.migration;

/** A move of copies has come further, as its source sees it. */
public sealed interface MoveEvent {
  /** The move. */
  MoveView move();

  /** All newcomers have room: the copies begin to be filled. */
  record Begun(MoveView move) implements MoveEvent {}

  /** A newcomer would not have it; nothing had begun. */
  record TurnedAway(MoveView move, String why) implements MoveEvent {}

  /**
   * All newcomers are members.
   *
   * @param tookNanos since they were asked
   */
  record Arrived(MoveView move, long tookNanos) implements MoveEvent {}

  /** It is given up; the newcomers drop what they have. */
  record Undone(MoveView move, String why) implements MoveEvent {}
}
