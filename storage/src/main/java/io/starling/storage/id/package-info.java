/**
 * The names of things: nodes, clusters, hash slots and segments. Values only: immutable, without
 * behaviour beyond parsing, printing and arithmetic; safe in any thread.
 */
@NullMarked
package io.starling.storage.id;

import org.jspecify.annotations.NullMarked;
