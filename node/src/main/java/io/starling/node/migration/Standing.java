package io.starling.node.migration;

/**
 * What a node knows of itself when it is offered something.
 *
 * @param leaving it gives away what it has
 * @param busy it is as busy as it may be
 * @param reserveBytesMax to which its reserve may grow; a single copy may be larger
 * @param freeBytes on its disk, for copies on their way in
 */
public record Standing(boolean leaving, boolean busy, long reserveBytesMax, long freeBytes) {}
