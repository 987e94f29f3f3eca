/**
 * Entries on their way from copy to copy: {@link io.starling.antientropy.stream.SegmentFrame}, and
 * its form on the wire, {@link io.starling.antientropy.stream.FrameCodec}.
 *
 * <p>Thread rule: values and static functions; safe in any thread.
 */
@NullMarked
package io.starling.antientropy.stream;

import org.jspecify.annotations.NullMarked;
