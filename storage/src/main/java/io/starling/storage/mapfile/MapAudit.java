package io.starling.storage.mapfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.core.cleaner.CleanerServiceLocator;
import net.openhft.chronicle.hash.impl.VanillaChronicleHash;

/** Reads all entries of a map and brings its index into line with them. */
public final class MapAudit {
  private final MapGeometry geometry;
  private final FileChannel file;
  private final EntryJudge judge;
  private final FoundEntries found = new FoundEntries();

  private MapAudit(MapGeometry geometry, FileChannel file, EntryJudge judge) {
    this.geometry = geometry;
    this.file = file;
    this.judge = judge;
  }

  /**
   * Audits a map of which nothing was read or written yet. Reads the whole file, and writes to it
   * only where the index is wrong.
   *
   * @throws IOException if the file cannot be read or written
   * @throws InternalError likewise
   */
  public static Findings run(Path path, VanillaChronicleHash<?, ?, ?, ?> map, EntryJudge judge)
      throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new MapAudit(MapGeometry.of(map), file, judge).run();
    }
  }

  private Findings run() throws IOException {
    long headersLength = (long) geometry.slices() * geometry.headerLength();
    MappedByteBuffer headers = mapped(geometry.headersOffset(), headersLength);
    try {
      Findings findings = Findings.NONE;
      for (int i = 0; i < geometry.slices(); i++) {
        findings = findings.and(audited(i, headers));
      }
      return findings;
    } finally {
      CleanerServiceLocator.cleanerService().clean(headers);
    }
  }

  private Findings audited(int number, ByteBuffer headers) throws IOException {
    MappedByteBuffer slice = mapped(geometry.sliceOffset(number), geometry.sliceLength());
    try {
      int headerOffset = number * geometry.headerLength();
      ByteBuffer header = headers.slice(headerOffset, geometry.headerLength());
      return audited(header.order(ByteOrder.LITTLE_ENDIAN), slice);
    } finally {
      CleanerServiceLocator.cleanerService().clean(slice);
    }
  }

  private Findings audited(ByteBuffer header, ByteBuffer slice) {
    SliceIndex index = new SliceIndex(geometry, header, slice);
    EntryWalk walk = new EntryWalk(geometry, judge, slice);
    found.clear();
    walk.into(found);
    boolean right = index.isRightFor(found);
    long missing = right ? 0 : index.entriesClaimed() - found.count();
    if (!right || found.torn() > 0) {
      index.write(found, walk);
    }
    return new Findings(
        found.count(),
        found.chunks(),
        Math.max(0, missing),
        Math.max(0, -missing),
        found.torn(),
        right);
  }

  private MappedByteBuffer mapped(long offset, long length) throws IOException {
    MappedByteBuffer buffer = file.map(MapMode.READ_WRITE, offset, length);
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    return buffer;
  }
}
