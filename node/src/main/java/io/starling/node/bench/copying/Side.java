package io.starling.node.bench.copying;

import io.netty.channel.DefaultEventLoop;
import io.starling.antientropy.copy.SegmentCopy;
import io.starling.antientropy.sync.SyncMessage;
import io.starling.node.disk.DataDisk;
import io.starling.node.disk.DataDisk.DiskSurroundings;
import io.starling.node.disk.DiskSettings;
import io.starling.node.replication.ReplicaMessage;
import io.starling.node.replication.ReplicaMessage.Sync;
import io.starling.node.room.NodeRoom;
import io.starling.node.wire.ReplicaCodec;
import io.starling.storage.entry.Version;
import io.starling.storage.id.NodeId;
import io.starling.storage.segment.StoreExtent;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One of the two nodes: a loop with the copies of all segments, and a disk. */
final class Side implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long EPOCH = 1;

  private final DataDisk disk;
  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final TreeMap<Integer, SegmentCopy> copies = new TreeMap<>();
  private final long threadId;

  Side(Path directory, NodeId self, NodeRoom room, boolean syncs) {
    DiskSurroundings surroundings =
        new DiskSurroundings((segment, key) -> {}, this::awaitTurn, Side::fail, room);
    disk = DataDisk.open(DiskSettings.of(directory, syncs, 1 << 30), self, surroundings);
    disk.thread().start();
    threadId = await(() -> Thread.currentThread().threadId());
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }

  DataDisk disk() {
    return disk;
  }

  long diskNanos() {
    return disk.thread().workingNanos() + disk.storeThread().workingNanos();
  }

  DefaultEventLoop loop() {
    return loop;
  }

  /** The copy of a segment, opened when it is first asked for; in the loop. */
  SegmentCopy copy(int segment) {
    return copies.computeIfAbsent(segment, wanted -> disk.openCopy(wanted, Version.ZERO));
  }

  /** The copy of a segment of which there is none yet, about to be filled; in the loop. */
  SegmentCopy beginLoad(int segment, StoreExtent expected) {
    return copies.computeIfAbsent(segment, wanted -> disk.prepareLoad(wanted, expected).begin());
  }

  /** Puts a message on the wire and takes it off there, as two nodes do; bytes on the wire. */
  int receive(int segment, SyncMessage message, SyncReceiver receiver) {
    byte[] bytes = ReplicaCodec.toProto(new Sync(segment, EPOCH, message)).toByteArray();
    loop.execute(
        () -> {
          ReplicaMessage arrived = ReplicaCodec.decode(ByteBuffer.wrap(bytes));
          if (arrived instanceof Sync sync) {
            receiver.received(sync.segment(), sync.step());
          }
        });
    return bytes.length;
  }

  /** Takes a message in the loop. */
  @FunctionalInterface
  interface SyncReceiver {
    void received(int segment, SyncMessage message);
  }

  /** Processor time of the loop so far, in nanoseconds. */
  long processorNanos() {
    return THREADS.getThreadCpuTime(threadId);
  }

  private void awaitTurn() {
    await(() -> true);
  }

  /** Runs something in the loop and waits for it. */
  <T> T await(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, loop).join();
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    disk.close();
  }
}
