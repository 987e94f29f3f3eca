/**
 * What a client must show and what it may take: password, buffers, silence, slowness, errors; and
 * what CONFIG says of that. Settings are immutable, for any thread; clocks and throttles belong to
 * the event loop of their connection.
 */
@NullMarked
package io.starling.node.client.limits;

import org.jspecify.annotations.NullMarked;
