package io.starling.antientropy.sync;

import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.List;

/**
 * The batches of an open primary that are not committed yet. They are synchronised whole, so that
 * no copy ever holds half of one.
 *
 * <p>While a batch is pending its primary purges no tombstone at or above its version: an entry of
 * the batch could otherwise come after the tombstone that has replaced it.
 */
@FunctionalInterface
public interface PendingBatches {
  /** For a copy whose segment is not open here. */
  PendingBatches NONE = version -> List.of();

  /** All entries of the batch with this version; none if it is committed, or was no batch. */
  List<KeyedEntry> batchAt(Version version);
}
