package io.starling.storage.crash;

import io.starling.storage.directory.BootId;
import io.starling.storage.directory.DataDirectory;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Key;
import io.starling.storage.id.NodeId;
import io.starling.storage.journal.Checkpoint;
import io.starling.storage.journal.JournalRecord;
import io.starling.storage.journal.JournalRecord.Removed;
import io.starling.storage.journal.JournalRecord.Reset;
import io.starling.storage.journal.JournalRecord.Written;
import io.starling.storage.journal.JournalSettings;
import io.starling.storage.journal.MappedJournal;
import io.starling.storage.journal.ReplaySummary;
import io.starling.storage.journal.StoreReplay;
import io.starling.storage.segment.HeapSegmentStore;
import io.starling.storage.segment.SegmentStore;
import io.starling.storage.segment.StoreCatalogue;
import io.starling.storage.segment.StoreOpening;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A process that checks that all it acknowledged is there, and then writes until it is killed. What
 * it acknowledged is the number in a mapped file, which outlives it.
 */
final class CrashingWriter {
  static final String CHECKED = "checked ";
  private static final int WRITES_PER_LINE = 500;

  private final DataDirectory directory;
  private final MappedByteBuffer acknowledged;
  private final MappedJournal journal;
  private final StoreCatalogue stores;
  private final StoreReplay replay;
  private final ReentrantLock turn = new ReentrantLock();
  private long checkpoints;

  private CrashingWriter(Path path) throws IOException {
    directory = DataDirectory.open(path, new NodeId(1, 1), BootId.ofThisMachine());
    acknowledged = acknowledgedIn(path.resolve("acknowledged"));
    directory.beginUse();
    journal = MappedJournal.open(directory.journal(), new JournalSettings(1 << 20), bytes -> true);
    stores =
        StoreCatalogue.open(
            directory.segments(),
            directory.previousStop(),
            bytes -> true,
            (segment, key) -> {
              throw new IllegalStateException("damaged: " + key);
            });
    replay = new StoreReplay(stores::find);
  }

  public static void main(String[] arguments) throws IOException {
    new CrashingWriter(Path.of(arguments[0])).run();
  }

  private void run() {
    for (int segment = 0; segment < RandomWrites.SEGMENTS; segment++) {
      if (stores.find(segment).isEmpty()) {
        stores.create(segment);
      }
    }
    stores.openings().values().forEach(CrashingWriter::checkOpening);
    ReplaySummary summary = journal.replay(replay);
    require(summary.damages().isEmpty(), summary);
    long done = acknowledged.getLong(0);
    check(done);
    System.out.println(CHECKED + done);
    Thread disk = new Thread(this::checkpointForEver, "disk");
    disk.setDaemon(true);
    disk.start();
    for (long n = done + 1; ; n++) {
      perform(n);
    }
  }

  private void perform(long n) {
    JournalRecord record = RandomWrites.number(n);
    turn.lock();
    try {
      switch (record) {
        case Written written -> journal.append(written.segment(), written.write());
        case Removed removed -> journal.appendRemoval(removed.segment(), removed.key());
        case Reset reset -> journal.appendReset(reset.segment());
      }
      replay.visit(0, record);
    } finally {
      turn.unlock();
    }
    acknowledged.putLong(0, n);
    if (n % WRITES_PER_LINE == 0) {
      System.out.println("wrote " + n + " with " + checkpoints + " checkpoints");
    }
  }

  private void checkpointForEver() {
    Checkpoint checkpoint = new Checkpoint(journal, stores, this::awaitTurn);
    while (true) {
      journal.sync();
      checkpoint.cut(checkpoint.syncStores());
    }
  }

  private void awaitTurn() {
    turn.lock();
    try {
      checkpoints++;
    } finally {
      turn.unlock();
    }
  }

  /** The write after the last acknowledged one may be there or not. */
  private void check(long done) {
    TreeMap<Integer, HeapSegmentStore> model = new TreeMap<>();
    for (int segment = 0; segment < RandomWrites.SEGMENTS; segment++) {
      model.put(segment, new HeapSegmentStore());
    }
    StoreReplay onModel = new StoreReplay(segment -> Optional.of(model.get(segment)));
    for (long n = 1; n <= done; n++) {
      onModel.visit(0, RandomWrites.number(n));
    }
    if (!same(model)) {
      onModel.visit(0, RandomWrites.number(done + 1));
      require(same(model), "what is stored after " + done + " writes");
    }
  }

  private boolean same(Map<Integer, HeapSegmentStore> model) {
    boolean same = true;
    for (int segment = 0; segment < RandomWrites.SEGMENTS; segment++) {
      same &= entries(model.get(segment)).equals(entries(stores.find(segment).orElseThrow()));
    }
    return same;
  }

  private static Map<Key, Entry> entries(SegmentStore store) {
    TreeMap<Key, Entry> entries = new TreeMap<>();
    for (int slice = 0; slice < store.sliceCount(); slice++) {
      store.scan(
          slice,
          (key, header, value) -> {
            entries.put(key, new Entry(header, value.get()));
            return true;
          });
    }
    return entries;
  }

  private static void checkOpening(StoreOpening opening) {
    require(!(opening instanceof StoreOpening.Quarantined), opening);
  }

  private static void require(boolean condition, Object what) {
    if (!condition) {
      throw new IllegalStateException("wrong: " + what);
    }
  }

  private static MappedByteBuffer acknowledgedIn(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(MapMode.READ_WRITE, 0, Long.BYTES);
    }
  }
}
