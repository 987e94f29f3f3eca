package io.starling.node.admin;

/** The cluster as one node sees it. */
@FunctionalInterface
public interface StatusSource {
  /**
   * Reports what this node knows now. Called from a worker thread, one of few; it may wait for
   * event loops, and the answer is given up after two seconds.
   *
   * @param withSegments whether the table of segments is wanted; it is left empty otherwise
   */
  StatusReport report(boolean withSegments);
}
