package io.starling.storage.segment;

import io.starling.storage.directory.PreviousStop;
import io.starling.storage.entry.Key;
import io.starling.storage.segment.StoreOpener.Opened;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The segment stores in one directory.
 *
 * <p>Thread rule: opened by one thread; then stores are made, found and dropped by the loops that
 * own them, while one disk thread syncs them all. They are prepared in any thread.
 */
public final class StoreCatalogue implements AutoCloseable {
  private final Path directory;
  private final DiskSpace space;
  private final DamageListener damageListener;
  private final AtomicLong generations;
  private final MapHeads heads = new MapHeads();
  private final ConcurrentSkipListMap<Integer, ChronicleSegmentStore> stores =
      new ConcurrentSkipListMap<>();
  private final SortedMap<Integer, StoreOpening> openings = new TreeMap<>();

  private StoreCatalogue(
      Path directory, DiskSpace space, DamageListener damageListener, long firstGeneration) {
    this.directory = directory;
    this.space = space;
    this.damageListener = damageListener;
    this.generations = new AtomicLong(firstGeneration);
  }

  /**
   * Opens every store in a directory, which is made if it is not there.
   *
   * @param stop how whoever used the directory last has ended
   * @throws UncheckedIOException if the directory cannot be read
   */
  public static StoreCatalogue open(
      Path directory, PreviousStop stop, DiskSpace space, DamageListener damageListener) {
    ChronicleRuntime.prepare();
    try {
      Files.createDirectories(directory);
      SortedMap<Integer, SegmentFiles> found = SegmentFiles.in(directory);
      StoreCatalogue catalogue =
          new StoreCatalogue(
              directory, space, damageListener, SegmentFiles.nextGeneration(directory));
      found.forEach((segment, files) -> catalogue.openOne(segment, files, stop));
      return catalogue;
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + directory, e);
    }
  }

  private void openOne(int segment, SegmentFiles files, PreviousStop stop) {
    Opened opened = opener(segment).open(files, stop);
    stores.put(segment, opened.store());
    openings.put(segment, opened.opening());
  }

  private StoreOpener opener(int segment) {
    TableFiles files = new TableFiles(directory, segment, TableFiles.ENTRIES, generations, heads);
    return new StoreOpener(files, space, key -> damageListener.damaged(segment, key));
  }

  /** How each store was found that was there when the directory was opened, by segment. */
  public SortedMap<Integer, StoreOpening> openings() {
    return Collections.unmodifiableSortedMap(openings);
  }

  /** The stores there are, by segment; a view that follows every change. */
  public Map<Integer, ChronicleSegmentStore> stores() {
    return Collections.unmodifiableMap(stores);
  }

  /** The store of a segment, if there is one. */
  public Optional<SegmentStore> find(int segment) {
    return Optional.ofNullable(stores.get(segment));
  }

  /**
   * Makes the empty store of a segment that has none.
   *
   * @throws StoreFullException if the disk has no room for its files
   * @throws IllegalStateException if the segment has a store
   */
  public SegmentStore create(int segment) {
    return prepare(segment, StoreExtent.UNKNOWN).add();
  }

  /**
   * Makes an empty store that is not in the catalogue yet, nor found by the next who opens the
   * directory. Blocks, and may be called in any thread.
   *
   * @param expected has room for so much, if the disk has it: a store that grows copies itself each
   *     time
   * @throws StoreFullException if the disk has no room for its files
   */
  public PreparedStore prepare(int segment, StoreExtent expected) {
    StoreOpener opener = opener(segment);
    return new Prepared(segment, opener, opener.prepare(TableShape.holding(expected)));
  }

  /** A store of this catalogue to be. */
  private final class Prepared implements PreparedStore {
    private final int segment;
    private final StoreOpener opener;
    private final ChronicleTable.Unnamed table;

    Prepared(int segment, StoreOpener opener, ChronicleTable.Unnamed table) {
      this.segment = segment;
      this.opener = opener;
      this.table = table;
    }

    @Override
    public SegmentStore add() {
      if (stores.containsKey(segment)) {
        discard();
        throw new IllegalStateException("segment " + segment + " has a store already");
      }
      ChronicleSegmentStore store = opener.storeIn(table.named());
      stores.put(segment, store);
      return store;
    }

    @Override
    public void discard() {
      table.discard();
    }
  }

  /** Closes the store of a segment and deletes its files, if there is one. */
  public void drop(int segment) {
    ChronicleSegmentStore store = stores.remove(segment);
    if (store != null) {
      store.drop();
    }
  }

  /**
   * Makes durable all that was put into any store before this call. Blocks; never on a loop.
   *
   * @throws UncheckedIOException if the disk failed: what is durable is then unknown
   */
  public void syncAll() {
    stores.values().forEach(SegmentStore::sync);
  }

  /** Syncs and closes all stores; to be called when no loop uses them any more. */
  @Override
  public void close() {
    syncAll();
    stores.values().forEach(SegmentStore::close);
  }

  /** Hears of entries that a scan found damaged, in the thread of the scan. */
  @FunctionalInterface
  public interface DamageListener {
    void damaged(int segment, Key key);
  }
}
