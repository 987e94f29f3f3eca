package io.starling.node.disk;

import io.starling.storage.journal.JournalSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a node uses its disk.
 *
 * @param directory of the data
 * @param syncBeforeAcknowledging whether a write is on disk before it is acknowledged
 * @param syncInterval how often the journal is synced otherwise
 * @param reserveBytes free space that is left alone
 * @param journal measures of the journal
 * @param checkpointBytes the journal is cut when it has grown by so much
 */
public record DiskSettings(
    Path directory,
    boolean syncBeforeAcknowledging,
    Duration syncInterval,
    long reserveBytes,
    JournalSettings journal,
    long checkpointBytes) {
  private static final long CHECKPOINT_BYTES_DEFAULT = 48L << 20;

  public DiskSettings {
    if (reserveBytes < 0 || checkpointBytes < 1 || syncInterval.toMillis() < 1) {
      throw new IllegalArgumentException(
          reserveBytes + ", " + checkpointBytes + " bytes, synced each " + syncInterval);
    }
  }

  /** The usual measures. */
  public static DiskSettings of(Path directory, boolean syncBeforeAcknowledging, long reserve) {
    return new DiskSettings(
        directory,
        syncBeforeAcknowledging,
        Duration.ofSeconds(1),
        reserve,
        JournalSettings.DEFAULT,
        CHECKPOINT_BYTES_DEFAULT);
  }
}
