/**
 * How much of the memory and the disk of a node its entries may take, and how much they take now.
 *
 * <p>Thread rule: {@link io.starling.node.room.NodeRoom} is safe in any thread; a {@link
 * io.starling.node.room.LoopRoom} belongs to its loop.
 */
@NullMarked
package io.starling.node.room;

import org.jspecify.annotations.NullMarked;
