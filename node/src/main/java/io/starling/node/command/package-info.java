/**
 * Commands on segments: what a command does with the entries of one segment, and what it replies.
 * Evaluated by the primary only, in the loop that owns the segment; pure but for the {@link
 * io.starling.node.command.SegmentView} it is given.
 */
@NullMarked
package io.starling.node.command;

import org.jspecify.annotations.NullMarked;
