package io.starling.storage.journal;

/**
 * The measures of a journal.
 *
 * @param fileLength bytes of one file, 64 KiB to 1 GiB. One is mapped at a time, so this is also
 *     what the journal keeps resident at most. A record that does not fit gets a larger file of its
 *     own
 */
public record JournalSettings(int fileLength) {
  private static final int LENGTH_MIN = 64 * 1024;
  private static final int LENGTH_MAX = 1 << 30;

  /** Files of 16 MiB. */
  public static final JournalSettings DEFAULT = new JournalSettings(16 * 1024 * 1024);

  public JournalSettings {
    if (fileLength < LENGTH_MIN || fileLength > LENGTH_MAX || fileLength % 4096 != 0) {
      throw new IllegalArgumentException(
          "a file of the journal has 64 KiB to 1 GiB in pages of 4 KiB, not " + fileLength);
    }
  }
}
