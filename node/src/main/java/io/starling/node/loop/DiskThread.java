package io.starling.node.loop;

import io.netty.util.concurrent.EventExecutor;
import io.starling.storage.segment.StoreFullException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The one thread of a node that syncs the journal and the metadata. Everybody who waits for a sync
 * while one is under way is served by the next: one sync covers them all, however many they are.
 *
 * <p>The queue is bounded by what waits elsewhere: writes and messages of replicas that have bounds
 * of their own.
 */
public final class DiskThread implements AutoCloseable {
  private static final long CLOSE_MILLIS_MAX = 10_000;

  /** Someone who waits for a sync, and the loop in which to tell. */
  private record Waiting(EventExecutor loop, Runnable put, Runnable then) {}

  /** What is synced, and what is done beside it; each call blocks. */
  public interface Disk {
    /** Syncs the journal. */
    void syncLog();

    /**
     * Syncs the metadata; the journal was synced before.
     *
     * @throws StoreFullException if the disk is full; nothing is lost, and it is called again
     */
    void syncMetadata();

    /** Does what is due from time to time, and quick. */
    void housekeeping();
  }

  private final Disk disk;
  private final long idleNanos;
  private final Consumer<RuntimeException> failed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Thread thread;
  private List<Waiting> forLog = new ArrayList<>();
  private List<Waiting> forMetadata = new ArrayList<>();
  private boolean closing;
  private long workingNanos;

  /**
   * @param idleNanos the journal is synced after this time even if nobody waits
   * @param failed told once if the disk fails; the thread ends then, and nobody who waits is told
   *     that anything is durable
   */
  public DiskThread(Disk disk, long idleNanos, Consumer<RuntimeException> failed) {
    this.disk = disk;
    this.idleNanos = idleNanos;
    this.failed = failed;
    this.thread = new Thread(this::run, "starling-disk");
    thread.setDaemon(true);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** Runs {@code then} in a loop when all that is in the journal now is on disk. */
  public void whenLogSynced(EventExecutor loop, Runnable then) {
    lock.lock();
    try {
      forLog.add(new Waiting(loop, () -> {}, then));
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts a record into the metadata, and runs {@code then} in a loop when it is on disk, and before
   * it all that is in the journal now.
   *
   * @param put runs in the disk thread, after the journal was synced: a record must never become
   *     durable before the writes that it speaks of
   */
  public void whenMetadataSynced(EventExecutor loop, Runnable put, Runnable then) {
    lock.lock();
    try {
      forMetadata.add(new Waiting(loop, put, then));
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Time spent with the disk so far, in nanoseconds; read by any thread. */
  public long workingNanos() {
    lock.lock();
    try {
      return workingNanos;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitWorkAndSync()) {
        keepHouse();
      }
    } catch (RuntimeException failure) {
      failed.accept(failure);
    } catch (Error error) {
      failed.accept(new IllegalStateException("the disk thread cannot go on", error));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepHouse() {
    try {
      disk.housekeeping();
    } catch (StoreFullException full) {
      // It is due again after the next sync.
    }
  }

  /** Syncs once for all who wait. Answers whether to go on. */
  private boolean awaitWorkAndSync() throws InterruptedException {
    List<Waiting> log;
    List<Waiting> metadata;
    boolean goOn;
    lock.lock();
    try {
      long leftNanos = idleNanos;
      while (isIdle() && !closing && leftNanos > 0) {
        leftNanos = work.awaitNanos(leftNanos);
      }
      log = forLog;
      metadata = forMetadata;
      forLog = new ArrayList<>();
      forMetadata = new ArrayList<>();
      goOn = !closing;
    } finally {
      lock.unlock();
    }
    timed(disk::syncLog);
    tell(log);
    if (!metadata.isEmpty()) {
      syncMetadata(metadata);
    }
    return goOn;
  }

  private boolean isIdle() {
    return forLog.isEmpty() && forMetadata.isEmpty();
  }

  /** Without room on the disk those who wait go on waiting, until there is some. */
  private void syncMetadata(List<Waiting> waiting) throws InterruptedException {
    try {
      waiting.forEach(each -> each.put().run());
      timed(disk::syncMetadata);
      tell(waiting);
    } catch (StoreFullException full) {
      lock.lock();
      try {
        forMetadata.addAll(0, waiting);
      } finally {
        lock.unlock();
      }
      TimeUnit.NANOSECONDS.sleep(idleNanos);
    }
  }

  private void timed(Runnable work) {
    long start = System.nanoTime();
    work.run();
    lock.lock();
    try {
      workingNanos += System.nanoTime() - start;
    } finally {
      lock.unlock();
    }
  }

  /** One task for each loop, however many wait there. */
  private static void tell(List<Waiting> waiting) {
    Map<EventExecutor, List<Runnable>> byLoop = new LinkedHashMap<>();
    for (Waiting each : waiting) {
      byLoop.computeIfAbsent(each.loop(), unused -> new ArrayList<>()).add(each.then());
    }
    byLoop.forEach((loop, all) -> loop.execute(() -> all.forEach(Runnable::run)));
  }

  /** Syncs a last time and ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      work.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(CLOSE_MILLIS_MAX);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
