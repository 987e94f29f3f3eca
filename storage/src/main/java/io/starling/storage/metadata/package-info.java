/**
 * The node's own durable facts: identity, boot id, configurations, promises. Small records by name,
 * opaque here; their owners encode them.
 *
 * <p>Thread rule: read and put from any thread; synced by one disk thread.
 */
@NullMarked
package io.starling.storage.metadata;

import org.jspecify.annotations.NullMarked;
