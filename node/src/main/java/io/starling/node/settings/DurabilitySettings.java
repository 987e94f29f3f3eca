package io.starling.node.settings;

/**
 * When a write is on disk, and how much of the disk is left alone.
 *
 * @param durability when the journal is synced
 * @param diskReserveBytes writes are refused while less is free on the disk of the data directory
 */
public record DurabilitySettings(Durability durability, long diskReserveBytes) {
  private static final long DISK_RESERVE_BYTES_MIN = 32L << 20;
  private static final long DISK_RESERVE_BYTES_MAX = 1L << 44;

  public DurabilitySettings {
    Range.check(
        Setting.DISK_RESERVE, diskReserveBytes, DISK_RESERVE_BYTES_MIN, DISK_RESERVE_BYTES_MAX);
  }

  /** When a write is on disk. */
  public enum Durability {
    /** Before it is acknowledged. */
    SYNC,
    /** At most a second later; the replicas cover power loss. */
    EVERYSEC
  }
}
