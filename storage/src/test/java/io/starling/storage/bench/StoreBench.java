package io.starling.storage.bench;

import io.starling.storage.directory.PreviousStop;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.id.SegmentLayout;
import io.starling.storage.segment.DiskSpace;
import io.starling.storage.segment.SegmentStore;
import io.starling.storage.segment.StoreCatalogue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Measures stores: a million entries of 16 + 100 bytes in 256 segments, in processor time of the
 * one thread, with what the process keeps resident. Run by hand: {@code StoreBench DIRECTORY
 * [ENTRIES]}.
 */
public final class StoreBench {
  private static final int SEGMENTS = 256;

  private final SegmentLayout layout = new SegmentLayout(SEGMENTS);
  private final SegmentStore[] stores = new SegmentStore[SEGMENTS];
  private final int entries;

  private StoreBench(int entries) {
    this.entries = entries;
  }

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    int entries = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
    new StoreBench(entries).run(directory);
  }

  private void run(Path directory) throws IOException {
    report("start", 1, () -> {});
    StoreCatalogue[] opened = new StoreCatalogue[1];
    report("open", SEGMENTS, () -> opened[0] = open(directory));
    StoreCatalogue catalogue = opened[0];
    report("create", SEGMENTS, () -> createMissing(catalogue));
    report("fill", entries, () -> putAll(0));
    for (int round = 1; round <= 3; round++) {
      int sequence = round;
      report("put", entries, () -> putAll(sequence));
      report("get", entries, this::getAll);
      report("header", entries, this::headers);
    }
    report("scan", entries, this::scanAll);
    report("sync", 1, catalogue::syncAll);
    System.out.println(
        Files.readString(Path.of("/proc/self/status"))
            .lines()
            .filter(line -> line.startsWith("Vm") || line.startsWith("Rss"))
            .toList());
    catalogue.close();
    report("reopen", entries, () -> opened[0] = open(directory));
    opened[0].close();
  }

  private static StoreCatalogue open(Path directory) {
    return StoreCatalogue.open(
        directory, PreviousStop.CLEAN, DiskSpace.of(directory, 1 << 30), (segment, key) -> {});
  }

  private void createMissing(StoreCatalogue catalogue) {
    for (int segment = 0; segment < SEGMENTS; segment++) {
      int wanted = segment;
      stores[segment] = catalogue.find(segment).orElseGet(() -> catalogue.create(wanted));
    }
  }

  private void putAll(int round) {
    SplittableRandom random = new SplittableRandom(round);
    byte[] value = new byte[100];
    for (int i = 0; i < entries; i++) {
      Key key = key(round == 0 ? i : random.nextInt(entries));
      value[i % 100] = (byte) i;
      Version version = new Version(1, (long) round * entries + i + 1);
      stores[layout.segmentOfKey(key.bytes())].put(
          key, Entry.of(version, EntryHeader.NEVER, 0, value));
    }
  }

  private void getAll() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < entries; i++) {
      Key key = key(random.nextInt(entries));
      if (stores[layout.segmentOfKey(key.bytes())].get(key) == null) {
        throw new IllegalStateException("lost " + key);
      }
    }
  }

  private void headers() {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < entries; i++) {
      Key key = key(random.nextInt(entries));
      if (stores[layout.segmentOfKey(key.bytes())].header(key) == null) {
        throw new IllegalStateException("lost " + key);
      }
    }
  }

  private void scanAll() {
    long[] seen = {0};
    for (SegmentStore store : stores) {
      for (int slice = 0; slice < store.sliceCount(); slice++) {
        store.scan(slice, (key, header, value) -> seen[0]++ >= 0);
      }
    }
    if (seen[0] != entries) {
      throw new IllegalStateException("saw " + seen[0]);
    }
  }

  private static Key key(int i) {
    byte[] bytes = "key:000000000000".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    for (int at = bytes.length - 1, rest = i; rest > 0; at--, rest /= 10) {
      bytes[at] = (byte) ('0' + rest % 10);
    }
    return Key.of(bytes);
  }

  private static void report(String what, int operations, Runnable work) throws IOException {
    long wall = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
    wall = System.nanoTime() - wall;
    System.out.printf(
        Locale.ROOT,
        "%-8s %8.0f ns of cpu each, %7.1f ms of wall in all%n",
        what,
        (double) cpu / operations,
        wall / 1e6);
  }
}
