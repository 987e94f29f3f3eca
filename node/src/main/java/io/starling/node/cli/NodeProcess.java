package io.starling.node.cli;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ties the life of a node to that of its process. */
final class NodeProcess {
  /** Beyond the node's own limit: to close files, before the process ends regardless. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final RunningNode node;
  private final Duration stopTimeout;

  NodeProcess(RunningNode node, Duration stopTimeout) {
    this.node = node;
    this.stopTimeout = stopTimeout;
  }

  /**
   * Stops the node and ends the process at once: with 0 if the node stopped in time, with 1
   * otherwise. What a signal to end comes to; the virtual machine's own exit code would say that
   * the process was killed.
   */
  void stopAndHalt() {
    Runtime.getRuntime().halt(stopInTime() ? 0 : 1);
  }

  /** Stops the node when another process ends, so that none of its children is left behind. */
  void stopAfter(OptionalLong companion) {
    if (companion.isPresent()) {
      CompletableFuture<ProcessHandle> end =
          ProcessHandle.of(companion.getAsLong())
              .map(ProcessHandle::onExit)
              .orElse(CompletableFuture.completedFuture(null));
      CompletableFuture<Void> unused = end.thenRun(() -> node.stop(stopTimeout));
    }
  }

  private boolean stopInTime() {
    FutureTask<Void> stopping = new FutureTask<>(() -> node.stop(stopTimeout), null);
    Thread.ofPlatform().daemon().name("stop-node").start(stopping);
    try {
      stopping.get(stopTimeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
      return node.awaitStopped();
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
