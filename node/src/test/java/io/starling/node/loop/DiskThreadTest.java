package io.starling.node.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import io.starling.storage.segment.StoreFullException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that waits for the disk: who is told, when, and what if the disk fails. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DiskThreadTest {
  private static final long NEVER = Duration.ofDays(1).toNanos();

  private final EventExecutor loop = new DefaultEventExecutor();
  private final SteppedDisk disk = new SteppedDisk();
  private final List<RuntimeException> failures = new ArrayList<>();
  private final CountDownLatch failed = new CountDownLatch(1);
  private final DiskThread thread =
      new DiskThread(
          disk,
          NEVER,
          failure -> {
            failures.add(failure);
            failed.countDown();
          });

  /** A disk that syncs when the test lets it. */
  private static final class SteppedDisk implements DiskThread.Disk {
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore allowed = new Semaphore(0);
    private final AtomicInteger logSyncs = new AtomicInteger();
    private final AtomicInteger metadataSyncs = new AtomicInteger();
    private final AtomicBoolean broken = new AtomicBoolean();
    private final AtomicInteger full = new AtomicInteger();

    @Override
    public void syncLog() {
      begun.release();
      allowed.acquireUninterruptibly();
      if (broken.get()) {
        throw new IllegalStateException("the disk is broken, as the test wants it");
      }
      logSyncs.incrementAndGet();
    }

    @Override
    public void syncMetadata() {
      if (full.getAndUpdate(times -> Math.max(0, times - 1)) > 0) {
        throw new StoreFullException("the disk is full, as the test wants it");
      }
      metadataSyncs.incrementAndGet();
    }

    @Override
    public void housekeeping() {}
  }

  @AfterEach
  void end() {
    disk.allowed.release(1_000);
    thread.close();
    var unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  @Test
  void oneSyncServesAllWhoCameWhileTheLastWasUnderWay() throws InterruptedException {
    thread.start();
    CountDownLatch first = new CountDownLatch(1);
    thread.whenLogSynced(loop, first::countDown);
    disk.begun.acquire();
    CountDownLatch others = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      thread.whenLogSynced(loop, others::countDown);
    }
    disk.allowed.release();
    first.await();
    assertEquals(100, others.getCount(), "they came after the first sync had begun");
    disk.allowed.release();
    others.await();
    assertEquals(2, disk.logSyncs.get());
    assertEquals(0, disk.metadataSyncs.get());
  }

  @Test
  void metadataIsSyncedAfterTheJournalAndToldAfterBoth() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    List<Integer> syncsSeen = new ArrayList<>();
    List<Integer> logSyncsWhenPut = new ArrayList<>();
    thread.whenMetadataSynced(
        loop,
        () -> logSyncsWhenPut.add(disk.logSyncs.get()),
        () -> {
          syncsSeen.add(disk.logSyncs.get());
          syncsSeen.add(disk.metadataSyncs.get());
          told.countDown();
        });
    disk.allowed.release();
    thread.start();
    told.await();
    assertEquals(List.of(1), logSyncsWhenPut, "put before its writes were on disk");
    assertEquals(List.of(1, 1), syncsSeen);
  }

  @Test
  void tellsInTheLoopOfWhoAsked() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    AtomicBoolean inLoop = new AtomicBoolean();
    thread.whenLogSynced(
        loop,
        () -> {
          inLoop.set(loop.inEventLoop());
          told.countDown();
        });
    disk.allowed.release();
    thread.start();
    told.await();
    assertTrue(inLoop.get());
  }

  @Test
  void syncsEvenIfNobodyWaits() throws InterruptedException {
    DiskThread restless = new DiskThread(disk, 1, failures::add);
    restless.start();
    disk.allowed.release(3);
    disk.begun.acquire(3);
    disk.allowed.release(1_000);
    restless.close();
    assertTrue(disk.logSyncs.get() >= 3);
  }

  @Test
  void anErrorIsAFailureAsWell() throws InterruptedException {
    thread.whenMetadataSynced(
        loop,
        () -> {
          throw new AssertionError("as the test wants it");
        },
        () -> {});
    disk.allowed.release(1_000);
    thread.start();
    failed.await();
    thread.close();
    assertEquals(1, failures.size());
  }

  @Test
  void aFailureIsToldOnceAndNobodyIsToldThatAnythingIsDurable() throws InterruptedException {
    AtomicBoolean told = new AtomicBoolean();
    disk.broken.set(true);
    thread.whenLogSynced(loop, () -> told.set(true));
    thread.whenMetadataSynced(loop, () -> {}, () -> told.set(true));
    disk.allowed.release(1_000);
    thread.start();
    failed.await();
    thread.whenLogSynced(loop, () -> told.set(true));
    thread.close();
    loop.submit(() -> {}).awaitUninterruptibly();
    assertFalse(told.get());
    assertEquals(1, failures.size());
    assertEquals(0, disk.metadataSyncs.get());
  }

  @Test
  void whoWaitsForMetadataOnAFullDiskIsToldWhenThereIsRoomAgain() throws InterruptedException {
    DiskThread restless = new DiskThread(disk, 1, failures::add);
    disk.allowed.release(1_000);
    disk.full.set(3);
    CountDownLatch told = new CountDownLatch(1);
    restless.whenMetadataSynced(loop, () -> {}, told::countDown);
    restless.start();
    told.await();
    restless.close();
    assertEquals(List.of(), failures);
    assertEquals(1, disk.metadataSyncs.get());
  }

  @Test
  void closingSyncsALastTime() throws InterruptedException {
    thread.start();
    CountDownLatch told = new CountDownLatch(1);
    thread.whenLogSynced(loop, told::countDown);
    disk.allowed.release(1_000);
    thread.close();
    told.await();
    assertTrue(disk.logSyncs.get() >= 1);
    assertTrue(thread.workingNanos() >= 0);
  }
}
