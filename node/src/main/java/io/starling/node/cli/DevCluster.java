package io.starling.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a cluster on this machine: started together, reported when they die, stopped
 * together. One thread starts and watches, any thread stops.
 */
final class DevCluster {
  private static final Duration STOP_TIME_MAX = Duration.ofSeconds(15);
  private static final int RESTARTS_MAX = 100;

  private final ChildStarter starter;
  private final PrintWriter out;
  private final Map<DevNode, Process> running = new LinkedHashMap<>();
  private final Deque<DevNode> died = new ArrayDeque<>();
  private boolean stopping;

  DevCluster(ChildStarter starter, PrintWriter out) {
    this.starter = starter;
    this.out = out;
  }

  /** Starts a process for each node, without waiting for any. */
  synchronized void start(List<DevNode> nodes) throws IOException {
    for (DevNode node : nodes) {
      start(node);
    }
  }

  private synchronized void start(DevNode node) throws IOException {
    if (stopping) {
      return;
    }
    Process process = starter.start(node);
    running.put(node, process);
    CompletableFuture<Void> unused = process.onExit().thenRun(() -> noteDeath(node));
  }

  private synchronized void noteDeath(DevNode node) {
    died.add(node);
    notifyAll();
  }

  /** The process of a node that was started. */
  synchronized long pid(DevNode node) {
    Process process = running.get(node);
    if (process == null) {
      throw new IllegalArgumentException(node.title() + " was not started");
    }
    return process.pid();
  }

  /**
   * Waits until all nodes are ready.
   *
   * @param pause between two looks; false if the time is up
   * @return what went wrong, if anything
   */
  Optional<String> awaitReady(Predicate<DevNode> ready, Pause pause) throws InterruptedException {
    Deque<DevNode> missing;
    synchronized (this) {
      missing = new ArrayDeque<>(running.keySet());
    }
    while (!missing.isEmpty()) {
      Optional<DevNode> dead = firstDead();
      if (dead.isPresent()) {
        return Optional.of(
            "%s ended before it was ready; see %s".formatted(dead.get().title(), dead.get().log()));
      }
      missing.removeIf(ready);
      if (!missing.isEmpty() && !pause.another()) {
        DevNode first = missing.getFirst();
        return Optional.of("%s is not ready in time; see %s".formatted(first.title(), first.log()));
      }
    }
    return Optional.empty();
  }

  private synchronized Optional<DevNode> firstDead() {
    return Optional.ofNullable(died.peek());
  }

  /**
   * Reports nodes that die, until none is left or the cluster is stopped.
   *
   * @param restart whether to start them again, a hundred times at most
   * @return true if it was stopped, false if none is left
   */
  boolean watch(boolean restart) throws InterruptedException {
    int restarts = 0;
    for (DevNode node = nextDeath(); node != null; node = nextDeath()) {
      boolean again = restart && restarts++ < RESTARTS_MAX;
      out.printf(
          "%s ended, see %s%s%n", node.title(), node.log(), again ? "; starting it again" : "");
      out.flush();
      if (again) {
        startAgain(node);
      }
    }
    return stopping();
  }

  private synchronized boolean stopping() {
    return stopping;
  }

  private synchronized @Nullable DevNode nextDeath() throws InterruptedException {
    while (died.isEmpty() && !stopping && anyAlive()) {
      wait();
    }
    return stopping ? null : died.poll();
  }

  private boolean anyAlive() {
    return running.values().stream().anyMatch(Process::isAlive);
  }

  private void startAgain(DevNode node) {
    try {
      start(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks all processes to stop, and ends those that have not after fifteen seconds. */
  void stop() {
    List<Process> processes;
    synchronized (this) {
      stopping = true;
      processes = List.copyOf(running.values());
      notifyAll();
    }
    processes.forEach(Process::destroy);
    long deadline = System.nanoTime() + STOP_TIME_MAX.toNanos();
    for (Process process : processes) {
      if (!endedBy(process, deadline)) {
        process.destroyForcibly();
      }
    }
  }

  private static boolean endedBy(Process process, long deadlineNanos) {
    try {
      return process.waitFor(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits a moment between two looks. */
  interface Pause {
    /** Waits; false if there is no time left for another look. */
    boolean another() throws InterruptedException;
  }
}
