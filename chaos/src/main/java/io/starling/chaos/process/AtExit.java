package io.starling.chaos.process;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be undone before the JVM ends, the latest first. Safe for use by many threads. */
final class AtExit {
  private static final Deque<Runnable> ACTIONS = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtExit::runAll, "undo-faults"));
  }

  private AtExit() {}

  static synchronized void add(Runnable action) {
    ACTIONS.push(action);
  }

  static synchronized void remove(Runnable action) {
    ACTIONS.remove(action);
  }

  private static synchronized void runAll() {
    ACTIONS.forEach(Runnable::run);
  }
}
