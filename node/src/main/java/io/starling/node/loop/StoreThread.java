package io.starling.node.loop;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A thread of a node for what stores need and what takes long: one makes them durable, which have
 * many pages; another makes the files of new ones. The journal and the metadata, for which clients
 * and other nodes wait, are synced beside them by the {@link DiskThread}.
 *
 * <p>The queue holds a task for each copy that is being filled, of which there are only so many,
 * and one for the checkpoint.
 */
public final class StoreThread implements AutoCloseable {
  private static final long CLOSE_MILLIS_MAX = 10_000;

  private final ThreadPoolExecutor thread;
  private final AtomicLong workingNanos = new AtomicLong();
  private final Consumer<RuntimeException> failed;

  /**
   * @param name of the thread
   * @param failed told once if the disk fails; nobody is told then that anything is durable
   */
  public StoreThread(String name, Consumer<RuntimeException> failed) {
    this.failed = failed;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread made = new Thread(work, name);
              made.setDaemon(true);
              return made;
            });
  }

  /**
   * Has something made durable that the journal does not hold, and runs {@code then} in a loop
   * after that.
   *
   * @param store blocks
   */
  public void whenStored(EventExecutor loop, Runnable store, Runnable then) {
    execute(
        () -> {
          store.run();
          loop.execute(then);
        });
  }

  /** Runs something that may wait for the disk; after what came before. */
  public void execute(Runnable work) {
    if (!thread.isShutdown()) {
      thread.execute(() -> run(work));
    }
  }

  private void run(Runnable work) {
    long start = System.nanoTime();
    try {
      work.run();
    } catch (RuntimeException failure) {
      giveUp(failure);
    } catch (Error error) {
      giveUp(new IllegalStateException("the thread of the stores cannot go on", error));
    } finally {
      workingNanos.addAndGet(System.nanoTime() - start);
    }
  }

  private void giveUp(RuntimeException failure) {
    end();
    failed.accept(failure);
  }

  /** Interrupts nobody: a channel that is interrupted closes. */
  private void end() {
    thread.shutdown();
    thread.getQueue().clear();
  }

  /** Time spent with the disk so far, in nanoseconds; read by any thread. */
  public long workingNanos() {
    return workingNanos.get();
  }

  /** Ends what is under way; what waits is not done. */
  @Override
  public void close() {
    end();
    try {
      boolean unused = thread.awaitTermination(CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
