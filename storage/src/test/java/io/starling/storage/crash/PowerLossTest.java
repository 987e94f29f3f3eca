package io.starling.storage.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.storage.directory.PreviousStop;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Between two syncs the system writes mapped pages when it likes. So after power loss each page of
 * a store is as it was at the last sync, or at any moment since.
 */
final class PowerLossTest {
  private static final long SEED = 20_261_120;
  private static final int TRIES = 12;
  private static final int PAGE = 4096;
  private static final int WRITES_SYNCED = 15_000;
  private static final int MOMENTS = 4;
  private static final int WRITES_A_MOMENT = 1_500;

  @TempDir private Path directory;

  @Test
  void whatTheJournalHadSyncedIsThereWhicheverPagesWereWritten() throws IOException {
    Path live = Files.createDirectories(directory.resolve("live"));
    LiveStores stores = new LiveStores(live, PreviousStop.NONE);
    stores.createMissing();
    stores.perform(1, WRITES_SYNCED);
    stores.checkpoint();
    List<Path> moments = new ArrayList<>();
    for (int moment = 0; moment <= MOMENTS; moment++) {
      if (moment > 0) {
        long done = WRITES_SYNCED + (moment - 1L) * WRITES_A_MOMENT;
        stores.perform(done + 1, done + WRITES_A_MOMENT);
      }
      Path copy = directory.resolve("moment-" + moment);
      stores.copyTo(copy);
      moments.add(copy);
    }
    SortedMap<Integer, SortedMap<Key, Entry>> last = stores.entries();
    stores.abandon();
    for (int i = 0; i < TRIES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      LiveStores opened =
          new LiveStores(afterPowerLoss(moments, random, i), PreviousStop.MACHINE_STOPPED);
      assertEquals(last, opened.entries(), "seed " + (SEED + i));
      opened.close();
    }
  }

  /** The journal of the last moment, and of the stores pages of all moments. */
  private Path afterPowerLoss(List<Path> moments, SplittableRandom random, int number)
      throws IOException {
    Path mixed = directory.resolve("mixed-" + number);
    LiveStores.copy(moments.getLast(), mixed);
    try (Stream<Path> files = Files.list(mixed.resolve("segments"))) {
      for (Path file : files.toList()) {
        Files.write(file, mixed(file.getFileName(), moments, random));
      }
    }
    return mixed;
  }

  private static byte[] mixed(Path name, List<Path> moments, SplittableRandom random)
      throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (Path moment : moments) {
      Path file = moment.resolve("segments").resolve(name);
      if (Files.exists(file)) {
        contents.add(Files.readAllBytes(file));
      }
    }
    byte[] mixed = contents.getLast().clone();
    if (contents.size() <= MOMENTS) {
      // A file that was made since: pages of it may never have been written.
      contents.add(new byte[mixed.length]);
    }
    for (int page = 0; page < mixed.length; page += PAGE) {
      byte[] content = contents.get(random.nextInt(contents.size()));
      System.arraycopy(content, page, mixed, page, Math.min(PAGE, mixed.length - page));
    }
    return mixed;
  }
}
