/**
 * What a client may ask of the node itself: INFO, CONFIG and COMMAND. What they tell comes through
 * ports; any thread.
 */
@NullMarked
package io.starling.node.client.server;

import org.jspecify.annotations.NullMarked;
