package io.starling.node.disk;

import io.starling.antientropy.copy.SegmentCopy;
import io.starling.node.loop.DiskThread;
import io.starling.node.loop.NodeDisk;
import io.starling.node.loop.StoreThread;
import io.starling.node.replication.PreparedLoad;
import io.starling.node.replication.SegmentRecord;
import io.starling.node.room.NodeRoom;
import io.starling.storage.directory.BootId;
import io.starling.storage.directory.DataDirectory;
import io.starling.storage.entry.Version;
import io.starling.storage.id.NodeId;
import io.starling.storage.journal.Checkpoint;
import io.starling.storage.journal.MappedJournal;
import io.starling.storage.metadata.FileMetadataStore;
import io.starling.storage.metadata.MetadataStore;
import io.starling.storage.segment.DiskSpace;
import io.starling.storage.segment.PreparedStore;
import io.starling.storage.segment.SegmentStore;
import io.starling.storage.segment.StoreCatalogue;
import io.starling.storage.segment.StoreExtent;
import io.starling.storage.segment.StoreFullException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that a node keeps on disk: its records, its journal and its stores. */
public final class DataDisk implements NodeDisk, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataDisk.class);

  private static final long NONE = -1;

  private final DiskSettings settings;
  private final DataDirectory directory;
  private final DiskSpace space;
  private final NodeRoom room;
  private final FileMetadataStore metadata;
  private final MappedJournal journal;
  private final StoreCatalogue stores;
  private final FloorRecords log;
  private final LoadRecords loads;
  private final RecordedSegments segments;
  private final DiskThread thread;
  private final StoreThread storeThread;
  private final StoreThread fileThread;
  private final Checkpoint checkpoint;
  private boolean checkpointing;

  /** The position up to which a checkpoint has made the stores durable; none: negative. */
  private volatile long storedUpTo = NONE;

  private long cutAt;

  private DataDisk(
      DiskSettings settings,
      DataDirectory directory,
      FileMetadataStore metadata,
      DiskSurroundings surroundings) {
    this.settings = settings;
    this.directory = directory;
    this.metadata = metadata;
    this.segments = new RecordedSegments(metadata);
    Recovery recovery = new Recovery(directory, metadata, segments, settings);
    recovery.markSuspects();
    directory.beginUse();
    this.room = surroundings.room();
    this.space = DiskSpace.of(settings.directory(), settings.reserveBytes());
    this.journal = MappedJournal.open(directory.journal(), settings.journal(), space);
    this.stores =
        StoreCatalogue.open(
            directory.segments(), directory.previousStop(), space, surroundings.damage());
    this.log = new FloorRecords(journal, metadata);
    this.loads = new LoadRecords(metadata);
    recovery.replay(journal, stores, new Recovery.Notes(log, loads));
    AtomicBoolean failed = new AtomicBoolean();
    Consumer<RuntimeException> onFailure =
        failure -> {
          if (!failed.getAndSet(true)) {
            Recovery.leaveSyncFailed(settings.directory());
            surroundings.diskFailed().accept(failure);
          }
        };
    this.thread = new DiskThread(new Syncs(), settings.syncInterval().toNanos(), onFailure);
    this.storeThread = new StoreThread("starling-stores", onFailure);
    this.fileThread = new StoreThread("starling-files", onFailure);
    this.checkpoint = new Checkpoint(journal, stores, surroundings.loops());
    this.cutAt = journal.position();
  }

  /**
   * What the disk needs of the rest of the node.
   *
   * @param damage told of damaged entries
   * @param loops waits until every loop has ended its turn
   * @param diskFailed told once if a sync fails: what is durable is then unknown
   * @param room told whether the disk is short of space
   */
  public record DiskSurroundings(
      StoreCatalogue.DamageListener damage,
      Checkpoint.TurnBarrier loops,
      Consumer<RuntimeException> diskFailed,
      NodeRoom room) {}

  /**
   * Opens the data directory and brings back what an unclean stop left in the journal.
   *
   * @param idIfNew the identity of the node if it is made now
   * @throws io.starling.storage.directory.DirectoryInUseException if another process has it
   */
  public static DataDisk open(
      DiskSettings settings, NodeId idIfNew, DiskSurroundings surroundings) {
    DataDirectory directory =
        DataDirectory.open(settings.directory(), idIfNew, BootId.ofThisMachine());
    try {
      return new DataDisk(
          settings, directory, FileMetadataStore.open(directory.metadata()), surroundings);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Who this node is. */
  public NodeId nodeId() {
    return directory.nodeId();
  }

  /** Small records of the node itself. */
  public MetadataStore metadata() {
    return metadata;
  }

  /** What is known of each segment. */
  public SortedMap<Integer, SegmentRecord> segmentRecords() {
    return segments.all();
  }

  /** Whether there is a store of a segment. */
  public boolean hasStore(int segment) {
    return stores.find(segment).isPresent();
  }

  @Override
  public void put(SegmentRecord record) {
    segments.put(record);
  }

  @Override
  public DiskThread thread() {
    return thread;
  }

  @Override
  public StoreThread storeThread() {
    return storeThread;
  }

  @Override
  public StoreThread fileThread() {
    return fileThread;
  }

  @Override
  public boolean syncsBeforeAcknowledging() {
    return settings.syncBeforeAcknowledging();
  }

  @Override
  public SegmentCopy openCopy(int segment, Version floor) {
    Optional<SegmentStore> present = stores.find(segment);
    SegmentStore store = present.isPresent() ? present.get() : stores.create(segment);
    return SegmentCopy.open(segment, store, log, log.floorOf(segment, floor));
  }

  @Override
  public PreparedLoad prepareLoad(int segment, StoreExtent expected) {
    try {
      return new NewStore(segment, stores.prepare(segment, expected));
    } catch (StoreFullException full) {
      return new NoStore(full);
    }
  }

  /** The file of a copy that is to be filled. */
  private final class NewStore implements PreparedLoad {
    private final int segment;
    private final PreparedStore prepared;

    NewStore(int segment, PreparedStore prepared) {
      this.segment = segment;
      this.prepared = prepared;
    }

    @Override
    public SegmentCopy begin() {
      boolean isNew = stores.find(segment).isEmpty();
      if (!isNew || !log.floorOf(segment, Version.ZERO).equals(Version.ZERO)) {
        prepared.discard();
        return openCopy(segment, Version.ZERO);
      }
      return SegmentCopy.beginLoad(segment, prepared.add(), log);
    }

    @Override
    public void discard() {
      prepared.discard();
    }
  }

  /** There was no room for one. */
  private record NoStore(StoreFullException reason) implements PreparedLoad {
    @Override
    public SegmentCopy begin() {
      throw reason;
    }

    @Override
    public void discard() {}
  }

  @Override
  public long journalPosition() {
    return journal.position();
  }

  @Override
  public void store(int segment, long journalPosition) {
    Optional<SegmentStore> store = stores.find(segment);
    if (store.isPresent()) {
      store.get().sync();
      loads.note(segment, journalPosition);
    }
  }

  @Override
  public void dropCopy(int segment) {
    long unused = log.appendReset(segment);
    stores.drop(segment);
  }

  /** Bytes that copies on their way in may take: what is free, less what is kept for writes. */
  public long freeBytes() {
    long usable = settings.directory().toFile().getUsableSpace();
    return Math.max(0, usable - 2 * settings.reserveBytes());
  }

  /** Bytes that the journal has grown by since it was last cut. */
  public long journalBytes() {
    return journal.position() - cutAt;
  }

  /** Syncs and closes everything; the next start then need not repair anything. */
  @Override
  public void close() {
    fileThread.close();
    storeThread.close();
    thread.close();
    metadata.sync();
    stores.close();
    journal.cutBefore(journal.position());
    journal.close();
    metadata.close();
    directory.markCleanStop();
    directory.close();
    LOG.info("stopped cleanly");
  }

  /** What the disk thread does. */
  private final class Syncs implements DiskThread.Disk {
    @Override
    public void syncLog() {
      long unused = journal.sync();
    }

    @Override
    public void syncMetadata() {
      long unused = metadata.sync();
    }

    @Override
    public void housekeeping() {
      boolean isShort = !space.hasRoomFor(0);
      room.diskShort(isShort);
      // Of a disk that is short the journal gives back what it can do without.
      long cutFrom = isShort ? settings.journal().fileLength() : settings.checkpointBytes();
      if (!checkpointing && journal.position() - cutAt >= cutFrom) {
        checkpointing = true;
        storeThread.execute(() -> storedUpTo = checkpoint.syncStores());
      } else if (storedUpTo >= 0) {
        metadata.sync();
        checkpoint.cut(storedUpTo);
        cutAt = storedUpTo;
        storedUpTo = NONE;
        checkpointing = false;
      }
    }
  }
}
