/**
 * What is stored: a {@link io.starling.storage.entry.Key} and its {@link
 * io.starling.storage.entry.Entry} with the {@link io.starling.storage.entry.Version} that its
 * primary gave it. Values only: immutable by contract (nobody writes to an array after handing it
 * over), safe in any thread.
 */
@NullMarked
package io.starling.storage.entry;

import org.jspecify.annotations.NullMarked;
