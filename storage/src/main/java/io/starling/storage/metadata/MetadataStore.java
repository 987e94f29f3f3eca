package io.starling.storage.metadata;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Small named records that survive whatever happens once they are synced. */
public interface MetadataStore extends AutoCloseable {
  /** The record of this name as last put, synced or not; null if there is none. */
  byte @Nullable [] get(String name);

  /** All records whose name starts with {@code prefix}, by name. */
  SortedMap<String, byte[]> withPrefix(String prefix);

  /**
   * Replaces a record. It is durable when a {@link #sync} that began afterwards has returned.
   *
   * @return a ticket, greater than every earlier one
   */
  long put(String name, byte[] value);

  /**
   * Makes every put before this call durable: one sync for all of them. Blocks; never on a loop.
   *
   * @return the ticket of the last put that is durable now
   * @throws io.starling.storage.segment.StoreFullException if the disk is full: nothing was made
   *     durable and nothing is lost, the next sync tries again
   * @throws java.io.UncheckedIOException if the disk failed; the process must then stop relying on
   *     it
   */
  long sync();

  @Override
  void close();
}
