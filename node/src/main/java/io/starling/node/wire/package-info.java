/**
 * The messages of this module as Protobuf. Decoding trusts nothing: what is malformed, or could not
 * have been encoded here, is refused with an {@link java.lang.IllegalArgumentException}; the sizes
 * of frames are bounded by the transport.
 *
 * <p>Thread rule: functions, any thread.
 */
@NullMarked
package io.starling.node.wire;

import org.jspecify.annotations.NullMarked;
