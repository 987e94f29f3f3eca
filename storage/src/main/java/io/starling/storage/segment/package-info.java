/**
 * The store of one segment on one node: {@link io.starling.storage.segment.SegmentStore}. It maps
 * keys to entries and nothing more: it does not compare versions, does not hide what has expired
 * and keeps no journal; its owner does.
 *
 * <p>Thread rule: a store belongs to one loop. Only {@link
 * io.starling.storage.segment.SegmentStore#sync} may run in another thread, while the owner goes
 * on.
 */
@NullMarked
package io.starling.storage.segment;

import org.jspecify.annotations.NullMarked;
