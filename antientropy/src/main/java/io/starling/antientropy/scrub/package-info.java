/**
 * Rereading a copy to find what the disk has damaged (ARCHITECTURE.md 3.7): {@link
 * io.starling.antientropy.scrub.Scrubber}.
 *
 * <p>Thread rule: a scrubber belongs to the loop of its copy; its owner decides when it takes a
 * step.
 */
@NullMarked
package io.starling.antientropy.scrub;

import org.jspecify.annotations.NullMarked;
