package io.starling.node.disk;

import io.starling.node.replication.CopyMarks;
import io.starling.node.replication.SegmentRecord;
import io.starling.storage.directory.DataDirectory;
import io.starling.storage.directory.PreviousStop;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.journal.JournalRecord;
import io.starling.storage.journal.JournalRecord.Reset;
import io.starling.storage.journal.JournalRecord.Written;
import io.starling.storage.journal.MappedJournal;
import io.starling.storage.journal.ReplaySummary;
import io.starling.storage.journal.StoreReplay;
import io.starling.storage.metadata.MetadataStore;
import io.starling.storage.segment.StoreCatalogue;
import io.starling.storage.segment.StoreOpening;
import io.starling.storage.segment.StoreOpening.Intact;
import io.starling.storage.segment.StoreOpening.Quarantined;
import io.starling.storage.segment.StoreOpening.Recovered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start makes of what the last stop left. A copy of which acknowledged data may be missing
 * is marked suspect, on disk, before anything relies on it.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private static final String SYNC_FAILED = "sync-failed";

  /** Says whether the last process synced its journal before it acknowledged. */
  private static final String DURABILITY = "durability";

  /** A process that is killed in the middle of a write tears one entry, which the journal holds. */
  private static final int TORN_ENTRIES_MAX = 1;

  private final DataDirectory directory;
  private final MetadataStore metadata;
  private final RecordedSegments segments;
  private final DiskSettings settings;

  Recovery(
      DataDirectory directory,
      MetadataStore metadata,
      RecordedSegments segments,
      DiskSettings settings) {
    this.directory = directory;
    this.metadata = metadata;
    this.segments = segments;
    this.settings = settings;
  }

  boolean wasCleanStop() {
    return directory.previousStop() == PreviousStop.CLEAN;
  }

  /**
   * A sync has failed: what the system threw away nobody knows. The next start reads this mark; if
   * not even the mark can be left, the disk is so ill that the next start will not succeed either.
   */
  static void leaveSyncFailed(Path directory) {
    try {
      Files.writeString(directory.resolve(SYNC_FAILED), "");
    } catch (IOException ill) {
      LOG.error("not even a mark can be left in {}", directory, ill);
    }
  }

  /**
   * Power loss takes what was not synced; only {@code sync} had synced all that it acknowledged.
   */
  void markSuspects() {
    byte[] durability = metadata.get(DURABILITY);
    boolean synced =
        durability != null && new String(durability, StandardCharsets.UTF_8).equals("sync");
    if (directory.previousStop() == PreviousStop.MACHINE_STOPPED && !synced) {
      LOG.warn(
          "the machine stopped without a clean stop: all copies are verified before they count");
      segments.all().keySet().forEach(segment -> mark(segment, CopyMarks::asSuspect));
    }
    Path syncFailed = settings.directory().resolve(SYNC_FAILED);
    if (Files.exists(syncFailed)) {
      LOG.warn(
          "a disk sync failed before the last stop: all copies are verified before they count");
      segments.all().keySet().forEach(segment -> mark(segment, CopyMarks::asSuspect));
    }
    String now = settings.syncBeforeAcknowledging() ? "sync" : "everysec";
    long unused = metadata.put(DURABILITY, now.getBytes(StandardCharsets.UTF_8));
    metadata.sync();
    try {
      Files.deleteIfExists(syncFailed);
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete " + syncFailed, e);
    }
  }

  /**
   * Does to the stores again what the journal says, and judges what was found. After a clean stop
   * they hold it all, and a journal whose end was damaged since would take them back.
   */
  void replay(MappedJournal journal, StoreCatalogue stores, Notes notes) {
    StoreReplay toStores = new StoreReplay(stores::find);
    ReplaySummary summary =
        journal.replay(
            (position, record) -> {
              if (!wasCleanStop() && !notes.loads().isVoid(record.segment(), position)) {
                toStores.visit(position, record);
                noteFloor(record, notes.floors());
              }
            });
    notes.loads().forgetBeyond(journal.position());
    if (!wasCleanStop() && summary.records() > 0) {
      LOG.info("replayed {} writes of the journal after an unclean stop", summary.records());
    }
    if (summary.isDamaged(directory.previousStop())) {
      LOG.warn("the journal is damaged, all copies are verified: {}", summary);
      segments.all().keySet().forEach(segment -> mark(segment, CopyMarks::asSuspect));
    }
    judge(stores.openings());
    judgeMissing(stores);
    long unused = metadata.sync();
  }

  /** What is noted beside the journal. */
  record Notes(FloorRecords floors, LoadRecords loads) {}

  private static void noteFloor(JournalRecord record, FloorRecords floors) {
    if (record instanceof Written(int segment, Write.Floor floor)) {
      floors.note(segment, floor.version());
    } else if (record instanceof Reset(int segment)) {
      floors.note(segment, Version.ZERO);
    }
  }

  private void judge(SortedMap<Integer, StoreOpening> openings) {
    openings.forEach(
        (segment, opening) -> {
          switch (opening) {
            case Intact intact -> {}
            case Recovered recovered -> {
              if (isDamaged(recovered)) {
                LOG.warn(
                    "segment {}: {}; its copy is verified and repaired from other members",
                    segment,
                    recovered);
                mark(segment, CopyMarks::asSuspect);
              } else if (wasCleanStop()) {
                LOG.warn("segment {}: the index of its files was damaged and is repaired", segment);
              }
            }
            case Quarantined quarantined -> {
              LOG.warn(
                  "segment {}: {}; it is fetched again from other members",
                  segment,
                  quarantined.reason());
              mark(segment, marks -> CopyMarks.EMPTY.asSuspect());
            }
          }
        });
  }

  /**
   * Whether more is wrong than a process leaves that was killed in the middle of a write. A torn
   * stretch of a machine that stopped may have been an entry older than the journal.
   */
  private boolean isDamaged(Recovered recovered) {
    return switch (directory.previousStop()) {
      case CLEAN -> recovered.missing() + recovered.unindexed() + recovered.torn() > 0;
      case NONE, PROCESS_DIED ->
          recovered.missing() > TORN_ENTRIES_MAX || recovered.unindexed() > TORN_ENTRIES_MAX;
      case MACHINE_STOPPED -> recovered.missing() > TORN_ENTRIES_MAX || recovered.torn() > 0;
    };
  }

  /** A member whose store is not there has lost everything, whatever happened to it. */
  private void judgeMissing(StoreCatalogue stores) {
    segments
        .all()
        .forEach(
            (segment, record) -> {
              if (record.marks().base() > 0
                  && record.chain().known().hasMember(directory.nodeId())
                  && stores.find(segment).isEmpty()) {
                LOG.warn("segment {}: its store is missing; fetched again", segment);
                mark(segment, marks -> CopyMarks.EMPTY.asSuspect());
              }
            });
  }

  private void mark(int segment, UnaryOperator<CopyMarks> change) {
    SegmentRecord record = segments.all().get(segment);
    if (record != null) {
      segments.put(new SegmentRecord(record.chain(), change.apply(record.marks())));
    }
  }
}
