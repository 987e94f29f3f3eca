package io.starling.antientropy.sync;

import io.starling.antientropy.sync.SyncMessage.SyncEqual;
import io.starling.storage.entry.Version;

/** How a session ended. */
public sealed interface SyncOutcome {
  /** Source: the target holds, durably, all that this copy held at the marker, and nothing else. */
  record PeerEqual(Version marker) implements SyncOutcome {}

  /** Source: all that differed was read by the target that pulled. */
  record Served() implements SyncOutcome {}

  /**
   * Target: this copy is equal to the source's at the marker.
   *
   * @param logPosition the journal up to here, and the new base, must be synced before the reply is
   *     sent
   * @param reply what the owner sends to the source then
   */
  record MadeEqual(Version marker, long logPosition, SyncEqual reply) implements SyncOutcome {}

  /**
   * Target: this copy holds the merge of both.
   *
   * @param logPosition the last journal position that is part of it
   */
  record Merged(long logPosition) implements SyncOutcome {}

  /** Either side: given up; to be tried again with a new session. */
  record Failed(SyncFailure reason) implements SyncOutcome {}
}
