package io.starling.node.bench.copying;

import io.starling.antientropy.sync.SyncSettings;
import io.starling.node.bench.copying.CopyResult.Measured;
import io.starling.node.room.NodeRoom;
import io.starling.storage.entry.Write;
import io.starling.storage.id.NodeId;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Fills one node, and copies it to an empty one, again and again. */
public final class CopyBench {
  private static final int FILL_STEP = 10_000;

  private final CopyLoad load;
  private final Path directory;
  private final boolean syncs;

  /**
   * @param directory for the data of both nodes; it should be empty
   * @param syncs whether both sync their journals before they acknowledge
   */
  public CopyBench(CopyLoad load, Path directory, boolean syncs) {
    this.load = load;
    this.directory = directory;
    this.syncs = syncs;
  }

  /** Copies several times, each time to an empty node, and tells of each. */
  public void run(SyncSettings settings, int rounds, Consumer<CopyResult> told) {
    try (Side source = side("source", 0)) {
      fill(source);
      for (int round = 1; round <= rounds; round++) {
        try (Side target = side("target-" + round, round)) {
          told.accept(measured(source, target, settings));
        }
      }
    }
  }

  private Side side(String name, int number) {
    return new Side(directory.resolve(name), new NodeId(1, number), NodeRoom.unlimited(1), syncs);
  }

  private void fill(Side source) {
    for (int from = 0; from < load.entries(); from += FILL_STEP) {
      int first = from;
      int end = Math.min(load.entries(), from + FILL_STEP);
      source.await(() -> fill(source, first, end));
    }
  }

  private boolean fill(Side source, int from, int end) {
    for (int i = from; i < end; i++) {
      Write write = load.write(i);
      long unused = source.copy(load.segmentOf(i)).apply(write);
    }
    return true;
  }

  private CopyResult measured(Side source, Side target, SyncSettings settings) {
    Copying copying = new Copying(source, target, settings, load);
    Measured before = measure(source, target);
    copying.run();
    Measured after = measure(source, target);
    return new CopyResult(load.entries(), after.since(before), copying.wireBytes());
  }

  private static Measured measure(Side source, Side target) {
    return new Measured(
        System.nanoTime(),
        source.processorNanos(),
        target.processorNanos(),
        source.diskNanos() + target.diskNanos(),
        processNanos());
  }

  private static long processNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
