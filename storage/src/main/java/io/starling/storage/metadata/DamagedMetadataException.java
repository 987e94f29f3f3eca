package io.starling.storage.metadata;

import java.nio.file.Path;

/**
 * The file of metadata is damaged in a place that was synced. What was promised there is unknown,
 * and a node that breaks its promises endangers the data of others: it must not start from this
 * file.
 */
public final class DamagedMetadataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedMetadataException(Path path, long offset) {
    super(
        path
            + " is damaged at byte "
            + offset
            + ". A node cannot go on without the promises it made; start it with an empty data"
            + " directory, so that it joins as a new node and fetches its copies from the others");
  }
}
