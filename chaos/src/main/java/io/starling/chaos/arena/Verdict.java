package io.starling.chaos.arena;

/** What a run has shown. */
public interface Verdict {
  /** Whether all was as it must be. */
  boolean held();

  /** The whole of it, for people. */
  String text();
}
