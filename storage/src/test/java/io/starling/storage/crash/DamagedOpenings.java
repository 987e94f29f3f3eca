package io.starling.storage.crash;

import io.starling.storage.directory.PreviousStop;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.Key;
import io.starling.storage.journal.ReplaySummary;
import io.starling.storage.segment.StoreOpening;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A process that damages files and opens them, again and again: a try for each seed that it reads.
 * It lives in a process of its own, for a mistake ends it.
 */
final class DamagedOpenings {
  private static final int WRITES = 3_000;
  private static final int WRITES_SYNCED = 1_500;

  private final Path directory;
  private final SortedMap<Integer, SortedMap<Key, Entry>> last;
  private final SortedMap<Integer, SortedMap<Key, List<Entry>>> ever =
      LiveStores.everWritten(WRITES);

  private DamagedOpenings(Path directory) throws IOException {
    this.directory = directory;
    Path live = Files.createDirectories(directory.resolve("live"));
    LiveStores stores = new LiveStores(live, PreviousStop.NONE);
    stores.createMissing();
    stores.perform(1, WRITES_SYNCED);
    stores.checkpoint();
    stores.perform(WRITES_SYNCED + 1, WRITES);
    last = stores.entries();
    stores.copyTo(directory.resolve(PreviousStop.PROCESS_DIED.name()));
    stores.close();
    LiveStores.copy(live, directory.resolve(PreviousStop.CLEAN.name()));
  }

  public static void main(String[] arguments) throws IOException {
    DamagedOpenings openings = new DamagedOpenings(Path.of(arguments[0]));
    System.out.println("ready");
    BufferedReader seeds =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String seed = seeds.readLine(); seed != null; seed = seeds.readLine()) {
      System.out.println(openings.outcome(Long.parseLong(seed)));
    }
  }

  private String outcome(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    PreviousStop stop = random.nextBoolean() ? PreviousStop.CLEAN : PreviousStop.PROCESS_DIED;
    Path tried = directory.resolve("tried");
    LiveStores.copy(directory.resolve(stop.name()), tried);
    String damage = stop + ", " + new FileDamage(random).apply(tried);
    try {
      open(tried, stop, damage.contains(".journal"));
      return DamagedFilesTest.FINE + ": " + damage;
    } catch (RuntimeException wrong) {
      return "wrong: " + damage + wrong + " at " + List.of(wrong.getStackTrace());
    } finally {
      delete(tried);
    }
  }

  private void open(Path tried, PreviousStop stop, boolean inJournal) {
    LiveStores stores = new LiveStores(tried, stop);
    checkEntries(stores, told(stores.replayed(), stop, inJournal));
    stores.createMissing();
    stores.use(12_345);
    stores.use(30_000);
    stores.close();
    LiveStores again = new LiveStores(tried, PreviousStop.CLEAN);
    again.openings().forEach(DamagedOpenings::requireIntact);
    again.close();
  }

  /** A last record that is damaged looks like one that was never finished. */
  private static boolean told(ReplaySummary summary, PreviousStop stop, boolean inJournal) {
    return summary.isDamaged(stop) || (inJournal && summary.torn());
  }

  private void checkEntries(LiveStores stores, boolean told) {
    SortedMap<Integer, SortedMap<Key, Entry>> entries = stores.entries();
    entries.forEach((segment, held) -> held.forEach((key, entry) -> checkOne(segment, key, entry)));
    for (int segment = 0; segment < RandomWrites.SEGMENTS; segment++) {
      if (!told && !tellsOfDamage(stores.openings().get(segment))) {
        require(last.get(segment).equals(entries.get(segment)), "nobody tells what is missing");
      }
    }
  }

  private void checkOne(int segment, Key key, Entry entry) {
    List<Entry> written = ever.get(segment).getOrDefault(key, List.of());
    require(written.contains(entry), "what nobody wrote of " + key);
  }

  private static boolean tellsOfDamage(StoreOpening opening) {
    return switch (opening) {
      case null -> true;
      case StoreOpening.Intact intact -> false;
      case StoreOpening.Recovered recovered -> recovered.missing() + recovered.unindexed() > 0;
      case StoreOpening.Quarantined quarantined -> true;
    };
  }

  private static void requireIntact(int segment, StoreOpening opening) {
    require(opening instanceof StoreOpening.Intact, segment + " is not repaired: " + opening);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
