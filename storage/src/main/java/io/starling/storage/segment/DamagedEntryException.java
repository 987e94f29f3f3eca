package io.starling.storage.segment;

import io.starling.storage.entry.Key;

/**
 * What is stored under a key does not match its checksum. The owner replaces it by the entry of
 * another member; until then nothing is known about the key but that it was written once.
 */
public final class DamagedEntryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Key key;

  public DamagedEntryException(Key key) {
    super("the entry of key '" + key + "' is damaged on disk", null, false, false);
    this.key = key;
  }

  /** The key whose entry is damaged. */
  public Key key() {
    return key;
  }
}
