package io.starling.storage.journal;

import io.starling.storage.journal.MappedJournal.Visitor;
import io.starling.storage.journal.ReplaySummary.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads the files that an earlier process left, from the oldest to the newest. */
final class JournalReader {
  private static final long UNKNOWN = -1;
  private static final int SEARCH_PASSES_MAX = 8;

  private final CRC32C crc = new CRC32C();
  private final List<Damage> holes = new ArrayList<>();
  private final List<Damage> damages = new ArrayList<>();
  private long records;
  private boolean torn;

  /**
   * Reads all files and tells each where it ends.
   *
   * @param files in order
   */
  ReplaySummary read(List<JournalFile> files, Visitor visitor) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      long end = i + 1 < files.size() ? endAccordingTo(files.get(i + 1)) : UNKNOWN;
      JournalFile file = files.get(i);
      try {
        readFile(file, file.mapForReading(), end, visitor);
      } finally {
        file.unmap();
      }
    }
    return new ReplaySummary(records, torn, List.copyOf(holes), List.copyOf(damages));
  }

  private static long endAccordingTo(JournalFile next) throws IOException {
    try {
      ByteBuffer buffer = next.mapForReading();
      return JournalFile.hasHead(buffer, next.base()) ? JournalFile.previousEnd(buffer) : UNKNOWN;
    } finally {
      next.unmap();
    }
  }

  private void readFile(JournalFile file, ByteBuffer buffer, long endPosition, Visitor visitor) {
    boolean known = endPosition >= file.base() && endPosition <= file.base() + file.length();
    List<Damage> found = known ? damages : holes;
    if (!JournalFile.hasHead(buffer, file.base())) {
      // A last file without a head was being made when the machine stopped; nothing was in it.
      if (endPosition != file.base()) {
        found.add(damage(file, 0, file.length()));
      }
      file.setEnd(0);
      return;
    }
    int limit = known ? Math.toIntExact(endPosition - file.base()) : file.length();
    int offset = JournalFile.HEAD_LENGTH;
    while (offset < limit) {
      int payload = payloadAt(file, buffer, offset, limit);
      if (payload >= 0) {
        visit(file, buffer, offset, payload, visitor);
        offset += Math.toIntExact(Frame.length(payload));
        continue;
      }
      int next = nextRecord(file, buffer, offset, limit);
      if (next < limit || known) {
        found.add(damage(file, offset, next));
        offset = next;
      } else {
        torn |= limit - offset >= Frame.HEAD_LENGTH && buffer.getInt(offset) != 0;
        limit = offset;
      }
    }
    file.setEnd(limit);
  }

  private int payloadAt(JournalFile file, ByteBuffer buffer, int offset, int limit) {
    return Frame.payloadLength(buffer, offset, limit, file.base() + offset, crc);
  }

  /**
   * The next offset at which a record begins, or the limit. Frames are aligned, so there are not
   * many to try; but junk that passes for long lengths makes each try long, so it ends some time.
   */
  private int nextRecord(JournalFile file, ByteBuffer buffer, int damagedAt, int limit) {
    long bytesLeft = (long) SEARCH_PASSES_MAX * limit;
    int offset = damagedAt + Frame.HEAD_LENGTH;
    for (; offset < limit - Frame.HEAD_LENGTH && bytesLeft > 0; offset += Frame.HEAD_LENGTH) {
      if (payloadAt(file, buffer, offset, limit) >= 0) {
        return offset;
      }
      int length = buffer.getInt(offset);
      bytesLeft -= length > 0 && length <= limit - offset ? length : 0;
    }
    return limit;
  }

  private void visit(
      JournalFile file, ByteBuffer buffer, int offset, int payload, Visitor visitor) {
    ByteBuffer record = buffer.slice(offset + Frame.HEAD_LENGTH, payload).order(buffer.order());
    records++;
    visitor.visit(file.base() + offset, JournalCodec.decode(record));
  }

  private static Damage damage(JournalFile file, int from, int to) {
    return new Damage(file.toString(), file.base() + from, file.base() + to);
  }
}
