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

  private final CRC32C crc = new CRC32C();
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
      boolean last = i + 1 == files.size();
      JournalFile file = files.get(i);
      try {
        readFile(file, file.mapForReading(), end, last, visitor);
      } finally {
        file.unmap();
      }
    }
    return new ReplaySummary(records, torn, List.copyOf(damages));
  }

  private static long endAccordingTo(JournalFile next) throws IOException {
    try {
      ByteBuffer buffer = next.mapForReading();
      return JournalFile.hasHead(buffer, next.base()) ? JournalFile.previousEnd(buffer) : UNKNOWN;
    } finally {
      next.unmap();
    }
  }

  private void readFile(
      JournalFile file, ByteBuffer buffer, long endPosition, boolean last, Visitor visitor) {
    if (!JournalFile.hasHead(buffer, file.base())) {
      // A last file without a head was being made when the machine stopped; nothing was in it.
      if (!last && endPosition != file.base()) {
        damaged(file, 0, file.length());
      }
      file.setEnd(0);
      return;
    }
    boolean known = endPosition >= file.base() && endPosition <= file.base() + file.length();
    int limit = known ? Math.toIntExact(endPosition - file.base()) : file.length();
    int offset = JournalFile.HEAD_LENGTH;
    while (offset < limit) {
      int payload = payloadAt(file, buffer, offset, limit);
      if (payload >= 0) {
        visit(file, buffer, offset, payload, visitor);
        offset += Math.toIntExact(Frame.length(payload));
      } else if (last || !known) {
        torn = last && limit - offset >= Frame.HEAD_LENGTH && buffer.getInt(offset) != 0;
        limit = offset;
      } else {
        int next = nextRecord(file, buffer, offset, limit);
        damaged(file, offset, next);
        offset = next;
      }
    }
    file.setEnd(limit);
  }

  private int payloadAt(JournalFile file, ByteBuffer buffer, int offset, int limit) {
    return Frame.payloadLength(buffer, offset, limit, file.base() + offset, crc);
  }

  /** The next offset at which a record begins: frames are aligned, so there are not many to try. */
  private int nextRecord(JournalFile file, ByteBuffer buffer, int damagedAt, int limit) {
    for (int offset = damagedAt + Frame.HEAD_LENGTH; offset < limit; offset += Frame.HEAD_LENGTH) {
      if (payloadAt(file, buffer, offset, limit) >= 0) {
        return offset;
      }
    }
    return limit;
  }

  private void visit(
      JournalFile file, ByteBuffer buffer, int offset, int payload, Visitor visitor) {
    ByteBuffer record = buffer.slice(offset + Frame.HEAD_LENGTH, payload).order(buffer.order());
    records++;
    visitor.visit(file.base() + offset, JournalCodec.decode(record));
  }

  private void damaged(JournalFile file, int from, int to) {
    damages.add(new Damage(file.toString(), file.base() + from, file.base() + to));
  }
}
