package io.starling.antientropy.copy;

import io.starling.storage.entry.Key;
import java.util.List;

/**
 * One step of a walk over the keys of a segment.
 *
 * @param keys the wanted keys of this step; possibly none although the walk goes on
 * @param nextCursor where to go on: a position of {@link io.starling.antientropy.merkle.ScanOrder};
 *     0 at the end
 */
public record KeyPage(List<Key> keys, long nextCursor) {}
