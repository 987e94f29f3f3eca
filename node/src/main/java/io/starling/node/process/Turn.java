package io.starling.node.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Something that a loop is to do, while another thread waits for it. */
final class Turn {
  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  private Turn() {}

  /**
   * Has a loop do it; its failure comes here.
   *
   * @param loop does what it is given soon, one after the other
   */
  static Turn in(Executor loop, Runnable task) {
    Turn turn = new Turn();
    loop.execute(() -> turn.take(task));
    return turn;
  }

  private void take(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      failure.set(e);
    } finally {
      done.countDown();
    }
  }

  /**
   * Waits for as long as it takes. A loop that is held up, by a slow disk or because the process
   * stood still, goes on some time; one that cannot go on ends the process by itself.
   *
   * @param millis after which {@code late} is told, again and again
   */
  void await(long millis, Runnable late) {
    try {
      while (!done.await(millis, TimeUnit.MILLISECONDS)) {
        late.run();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    rethrow();
  }

  /**
   * Waits for some time only.
   *
   * @throws IllegalStateException if the loop did not come to it
   */
  void awaitAtMost(long millis) {
    try {
      if (!done.await(millis, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("a loop did not answer within " + millis + " ms");
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    rethrow();
  }

  private static IllegalStateException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for a loop", cause);
  }

  private void rethrow() {
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }
}
