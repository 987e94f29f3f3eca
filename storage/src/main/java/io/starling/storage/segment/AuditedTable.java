package io.starling.storage.segment;

import io.starling.storage.mapfile.EntryJudge;
import io.starling.storage.mapfile.FileHead;
import io.starling.storage.mapfile.Findings;
import io.starling.storage.mapfile.MapAudit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.openhft.chronicle.map.VanillaChronicleMap;

/**
 * A table that was opened, and what the audit of its file found.
 *
 * @param headRight whether the file had its head and its length
 */
record AuditedTable(ChronicleTable table, Findings findings, boolean headRight) {
  /**
   * Opens a file in whatever state it is.
   *
   * @throws IOException if it is beyond repair
   * @throws InternalError if the disk does not read it
   */
  static AuditedTable open(TableFiles files, Path path, DiskSpace space, EntryJudge judge)
      throws IOException {
    boolean headRight = FileHead.check(path);
    VanillaChronicleMap<byte[], byte[], ?> map = MapFile.open(path);
    try {
      Findings findings = MapAudit.run(path, map, judge);
      ChronicleTable table = ChronicleTable.open(files, space, path, map, findings);
      return new AuditedTable(table, findings, headRight);
    } catch (IOException | RuntimeException | Error e) {
      map.close();
      throw e;
    }
  }

  /**
   * In what state a store with these tables is.
   *
   * @param incomplete values of which parts were missing
   */
  static StoreOpening opening(boolean clean, List<AuditedTable> tables, long incomplete) {
    long missing = incomplete + tables.stream().mapToLong(each -> each.findings.missing()).sum();
    long unindexed = tables.stream().mapToLong(each -> each.findings.unindexed()).sum();
    long torn = tables.stream().mapToLong(each -> each.findings.torn()).sum();
    boolean right = tables.stream().allMatch(each -> each.headRight && each.findings.indexRight());
    boolean intact = clean && right && missing == 0 && torn == 0;
    return intact
        ? new StoreOpening.Intact()
        : new StoreOpening.Recovered(missing, unindexed, torn);
  }
}
